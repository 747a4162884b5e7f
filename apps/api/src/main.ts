import { setFlagsFromString } from 'node:v8'
import { run } from '@deskledger/http-api'

// Left alone, the engine takes memory as long as the machine has some before it looks for what is free again. It looks
// less often than in other programs of ours: what a request leaves behind is gone soon.
setFlagsFromString('--heap-growing-percent=50')

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
const code = await run('deskledger-api', process.argv.slice(2), {
  env,
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  stopping: stop.signal,
})
process.exitCode = code
// A store that did not answer in time may hold the process for as long as its driver waits.
setTimeout(() => process.exit(), 500).unref()
