import { setFlagsFromString } from 'node:v8'
import { run } from './run.ts'

// Left alone, the engine takes memory as long as the machine has some before it looks for what is free again.
setFlagsFromString('--heap-growing-percent=20')

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) {
      // As if nobody listened: an orderly exit would wait for what holds us up.
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    }
    stop.abort()
  })

const { env, stdout, stderr } = process
const code = await run(process.argv.slice(2), {
  env,
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  stopping: stop.signal,
})
process.exitCode = code
// Stores that did not close in time do so a little later, or are left as they are.
setTimeout(() => process.exit(), 10_000).unref()
