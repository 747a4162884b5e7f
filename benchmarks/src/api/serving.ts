import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url))
/** More than a benchmark asks in a minute: requests are counted, and none is sent away. */
const REQUESTS_PER_MINUTE = 10_000_000
/** Milliseconds in which the API must be ready, or the benchmark ends. */
const PATIENCE = 60_000

/** The API in a process of its own, as people run it. */
export interface Api {
  readonly url: string
  /** an agent's */
  readonly token: string
  /** milliseconds from the start of its process until it said that it is ready */
  readonly readyAfter: number
  /** bytes of a gauge of its process, as /metrics tells it */
  readonly gauge: (name: string) => Promise<number>
  /** lets it end, and waits until it has */
  readonly stop: () => Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const isReady = async (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status === 200
    },
    () => false,
  )

const tokenIn = (said: string): string => {
  const token = /^agent: .*\n(\S+)$/m.exec(said)?.[1]
  if (token === undefined) throw new Error(`The API printed no token of an agent. It said:\n${said}`)
  return token
}

/** Serves the ledger in a folder, with tokens for a laptop; its log goes to a file, as it does for people who keep it. */
export const serve = async (folder: string, ledger: string): Promise<Api> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [log, said] = [join(folder, `api-${port}.log`), join(folder, `api-${port}.txt`)]
  const [out, err] = [openSync(log, 'a'), openSync(said, 'a')]
  const options = [`--port=${port}`, '--dev-tokens', `--requests-per-minute=${REQUESTS_PER_MINUTE}`]
  const started = performance.now()
  const child = spawn(process.execPath, [cli, 'serve', `--ledger=${ledger}`, ...options], {
    stdio: ['ignore', out, err],
  })
  closeSync(out)
  closeSync(err)
  const exit = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await exit
  }
  while (!(await isReady(url))) {
    const isLate = performance.now() - started > PATIENCE
    if (child.exitCode !== null || isLate) {
      await stop()
      throw new Error(`The API did not get ready. It said:\n${readFileSync(said, 'utf8')}`)
    }
    await pause(5)
  }
  const readyAfter = performance.now() - started
  const gauge = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN)
  }
  return { url, token: tokenIn(readFileSync(said, 'utf8')), readyAfter, gauge, stop }
}
