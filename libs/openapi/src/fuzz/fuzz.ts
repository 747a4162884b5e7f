import type { OpenApi } from '../open-api.ts'
import { judgeOf, type Judge, type JudgeOptions } from './judge.ts'
import { requestsOf, type FuzzOptions } from './requests-of.ts'
import { senderTo, type Sender } from './send.ts'
import type { FuzzRequest, FuzzResponse, Kind } from './traffic.ts'

export interface RunOptions extends FuzzOptions {
  readonly document: OpenApi
  readonly address: URL
  /** how many requests */
  readonly count: number
  /** how many at the same time, 8 if left out */
  readonly atOnce?: number
  readonly judge?: JudgeOptions
}

/** A fault of some kind, how often it was seen, and the first request that found it. */
export interface Fault {
  readonly what: string
  readonly times: number
  readonly request: FuzzRequest
  readonly response: FuzzResponse
}

export interface FuzzReport {
  readonly sent: Readonly<Record<Kind, number>>
  readonly statuses: Readonly<Record<string, number>>
  readonly faults: readonly Fault[]
}

interface Tally {
  readonly sent: Record<Kind, number>
  readonly statuses: Record<string, number>
  readonly faults: Map<string, Fault>
}

const note = (tally: Tally, judge: Judge, [request, response]: readonly [FuzzRequest, FuzzResponse]): void => {
  tally.sent[request.kind] += 1
  tally.statuses[response.status] = (tally.statuses[response.status] ?? 0) + 1
  for (const what of judge(request, response)) {
    const key = `${request.method} ${request.path.split('/').slice(0, 3).join('/')} ${what}`
    const before = tally.faults.get(key)
    tally.faults.set(key, before ? { ...before, times: before.times + 1 } : { what, times: 1, request, response })
  }
}

type Each = (request: FuzzRequest) => Promise<void>

const worker = async (requests: Iterator<FuzzRequest>, left: { count: number }, each: Each): Promise<void> => {
  while (left.count > 0) {
    left.count -= 1
    const next = requests.next()
    if (next.done === true) return
    await each(next.value)
  }
}

const send = async (sender: Sender, options: RunOptions): Promise<FuzzReport> => {
  const { document, count, atOnce = 8 } = options
  const judge = judgeOf(document, options.judge)
  const tally: Tally = { sent: { valid: 0, near: 0, hostile: 0 }, statuses: {}, faults: new Map() }
  const requests = requestsOf(document, options)
  const left = { count }
  const each: Each = async (request) => {
    note(tally, judge, [request, await sender.send(request)])
  }
  await Promise.all(Array.from({ length: atOnce }, () => worker(requests, left, each)))
  return { ...tally, faults: [...tally.faults.values()] }
}

/** Sends so many requests of a document to an address, and judges every answer. */
export const fuzz = async (options: RunOptions): Promise<FuzzReport> => {
  const sender = senderTo(options.address)
  try {
    return await send(sender, options)
  } finally {
    sender.close()
  }
}

const shown = (bytes: Buffer): string => {
  const text = bytes.toString('utf8')
  return text.length > 300 ? `${text.slice(0, 300)}… (${bytes.length} bytes)` : text
}

/** A fault as people read it: what is wrong, what was sent, what came back. */
export const wordsForFault = ({ what, times, request, response }: Fault): string =>
  [
    `${what} (${times} times), first seen by a ${request.kind} request: ${request.why}`,
    `> ${request.method} ${request.path.slice(0, 300)} ${shown(request.body)}`,
    `< ${response.status} ${response.headers['content-type'] ?? ''} ${shown(response.body)}`,
  ].join('\n')
