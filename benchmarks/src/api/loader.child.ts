import autocannon from 'autocannon'
import { speaking } from '../child.ts'
import { loader, type Load, type Loaded } from './programs.ts'
import { incidentIdOf, raiseBody } from './tickets.ts'

/** Tickets that are read in turn. */
const READ = 200

const { given, say, letGo } = speaking(loader)
let next = given.from

const reads = ({ raising, tickets }: Load): autocannon.Request[] =>
  Array.from({ length: raising === 0 ? READ : 10 - raising }, (_, n) => ({
    method: 'GET',
    path: `/v1/incidents/${incidentIdOf(1 + ((n * 7919) % tickets))}`,
  }))

const raises = ({ raising }: Load): autocannon.Request[] =>
  raising === 0
    ? []
    : [
        {
          method: 'POST',
          path: '/v1/commands',
          headers: { 'content-type': 'application/json' },
          setupRequest: (request) => ({ ...request, body: raiseBody(next++) }),
        },
      ]

const ticket = '"incidentId":"INC'
const raised = '"revision":0,"position":"'

const isAnswer = (body: unknown): boolean => {
  if (!given.says) return body === ''
  const text = String(body)
  return text.includes(ticket) && (given.raising !== 10 || (text.includes(raised) && text.includes('"repeated":false')))
}

/** Fails where one request was not answered as it should be: what is not answered is no speed. */
const whole = (result: autocannon.Result, requests: number): void => {
  const { errors, timeouts, mismatches, non2xx } = result
  if (result['2xx'] !== requests || errors + timeouts + mismatches + non2xx > 0)
    throw new Error(
      `${given.url}: of ${requests} requests ${result['2xx']} were answered with 2xx, ${non2xx} with something else, ${mismatches} with another body; ${errors} failed, ${timeouts} of them by time.`,
    )
}

const nearest = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN

const optionsFor = (requests: number): autocannon.Options => ({
  url: given.url,
  connections: given.connections,
  amount: requests,
  ...(given.pace === undefined ? {} : { overallRate: given.pace }),
  headers: { authorization: `Bearer ${given.token}` },
  requests: [...raises(given), ...reads(given)],
  verifyBody: isAnswer,
})

const run = async (requests: number): Promise<Loaded> => {
  // Not the histogram of autocannon, which adds what a client would have measured that never waits.
  const took: number[] = []
  let last = 0
  const started = performance.now()
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(optionsFor(requests), (error: unknown, done) => {
      if (error instanceof Error) reject(error)
      else resolve(done)
    })
    instance.on('response', (...[, , , milliseconds]) => {
      took.push(milliseconds)
      last = performance.now()
    })
  })
  whole(result, requests)
  const sorted = took.toSorted((a, b) => a - b)
  return { rate: requests / ((last - started) / 1000), median: nearest(sorted, 0.5), p99: nearest(sorted, 0.99) }
}

if (given.warmUp > 0) await run(given.warmUp)
say(await run(given.requests))
await letGo()
