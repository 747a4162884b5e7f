#!/usr/bin/env node
import { userInfo } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { run } from './run.ts'

// Left alone, the engine takes memory as long as the machine has some before it looks for what is free again.
setFlagsFromString('--heap-growing-percent=20')

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    interrupt.abort()
  })
// A reader such as `head` may go before we are done; writes notice it themselves.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    return process.env['USER'] ?? ''
  }
}

const { stdin, stdout, stderr, env } = process
const code = await run(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  now: () => Date.now(),
  user: userName,
  interrupted: interrupt.signal,
})
if (code === 130) process.exit(code)
process.exitCode = code
