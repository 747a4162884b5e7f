import * as E from 'fp-ts/lib/Either.js'
import { canonicalJson, isInstant, Uuid, type Instant, type NewEvent } from '@deskledger/kernel'
import { failed } from './failures.ts'
import type { AppendOptions, StoreFailure } from './port.ts'

/** An event as the texts that are stored and hashed. */
export interface EventTexts {
  readonly eventId: string
  readonly type: string
  /** canonical JSON */
  readonly data: string
  /** canonical JSON */
  readonly metadata: string
}

/** What an append asks for. */
export interface AppendRequest {
  readonly stream: string
  readonly expected: number
  readonly events: readonly NewEvent[]
  readonly recordedAt: AppendOptions['recordedAt']
}

const MOST_NAME = 1_000
const MOST_DATA = 16 * 1024 * 1024
const unprintable = /[\p{Cc}\p{Cs}]/u

const isName = (name: string): boolean => name.length > 0 && name.length <= MOST_NAME && !unprintable.test(name)

const canonical = (value: unknown): E.Either<string, string> =>
  E.tryCatch(
    () => canonicalJson(value),
    (error) => (error instanceof RangeError ? 'it is nested too deeply, or holds itself' : (error as Error).message),
  )

const faultOfName = (name: string): string =>
  name === ''
    ? 'is empty'
    : name.length > MOST_NAME
      ? `is longer than ${MOST_NAME} characters`
      : 'holds control characters or half a surrogate pair'

const textsOfEvent = (event: NewEvent): E.Either<string, EventTexts> => {
  const { eventId, type } = event
  if (!Uuid.is(eventId)) return E.left(`its id ${JSON.stringify(eventId)} is no lower-case UUID`)
  if (!isName(type)) return E.left(`its type ${faultOfName(type)}`)
  const data = canonical(event.data)
  if (E.isLeft(data)) return E.left(`its data is no JSON: ${data.left}`)
  if (data.right.length > MOST_DATA) return E.left(`its data is longer than ${MOST_DATA} characters of JSON`)
  const metadata = canonical(event.metadata)
  if (E.isLeft(metadata)) return E.left(`its metadata is no JSON: ${metadata.left}`)
  return E.right({ eventId, type, data: data.right, metadata: metadata.right })
}

const faultOfTimes = (times: readonly Instant[], events: number): string | undefined => {
  if (times.length !== events) return `it gives ${times.length} times of recording for ${events} events`
  if (!times.every(isInstant)) return 'a time of recording is no instant (2025-03-01T09:30:00.000Z)'
  return times.some((time, i) => time < (times[i - 1] ?? time)) ? 'its times of recording go back' : undefined
}

const faultOfRequest = ({ stream, expected, events, recordedAt }: AppendRequest): string | undefined => {
  if (!isName(stream)) return `the name of the stream ${faultOfName(stream)}`
  if (!Number.isSafeInteger(expected) || expected < -1)
    return `the expected revision ${expected} is neither -1 (no events) nor a revision`
  if (events.length === 0) return 'it has no events'
  return recordedAt && faultOfTimes(recordedAt, events.length)
}

/** The texts an append is stored as; every adapter refuses the same things in the same words (`Unstorable`). */
export const storable = (request: AppendRequest): E.Either<StoreFailure, readonly EventTexts[]> => {
  const refused = (why: string) =>
    failed('Unstorable', `An append to stream ${JSON.stringify(request.stream.slice(0, 80))} was refused: ${why}.`)
  const fault = faultOfRequest(request)
  if (fault !== undefined) return refused(fault)
  const texts: EventTexts[] = []
  for (const [index, event] of request.events.entries()) {
    const made = textsOfEvent(event)
    if (E.isLeft(made)) return refused(`event ${index + 1} of ${request.events.length}: ${made.left}`)
    texts.push(made.right)
  }
  return E.right(texts)
}
