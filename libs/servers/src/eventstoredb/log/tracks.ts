import type { Entry } from './entries.ts'
import type { EventLog } from './event-log.ts'
import type { Filter } from './filters.ts'
import { compare, indexAt, isInside, LOG_START, placeOf, type Position } from './positions.ts'
import { answerFor, readStream, type Manner } from './reading.ts'
import { checkpointAt } from '../protocol/answers.ts'
import { invalidPosition, streamDeleted, type Refusal } from '../protocol/refusals.ts'

/** Messages for a subscriber, and what follows them. */
export interface Step {
  readonly messages: readonly Buffer[]
  readonly atEnd?: boolean
  readonly failure?: Refusal
}

/** What a subscription goes along: pages of what is stored, then each entry that is stored. */
export interface Track {
  /** whether nothing was stored behind the start when the subscription was confirmed */
  readonly startsLive: boolean
  readonly page: () => Step
  /** an entry was stored; counts it, and gives what is to be sent for it while live */
  readonly look: (entry: Entry) => (() => Step) | undefined
  /** what is sent before catching up again, when too much came at once */
  readonly behind: () => readonly Buffer[]
}

/** Events of one page, and of one search. */
const PAGE = 32

export interface StreamTrack {
  readonly stream: string
  /** exclusive */
  readonly after: 'start' | 'end' | number
  readonly manner: Manner
}

/** Follows one stream, which need not exist. A tombstone is shown when it comes, and ends it. */
export const followStream = (log: EventLog, { stream, after, manner }: StreamTrack): Track => {
  const { streams } = log
  const last = streams.last(stream)
  const starts = { start: -1, end: last }
  let at = typeof after === 'number' ? after : starts[after]
  const deleted = (): Step => ({ messages: [], failure: streamDeleted(stream) })
  const take = (entry: Entry): Buffer => {
    at = entry.revision
    return answerFor(log, entry, manner)
  }
  return {
    startsLive: at >= last && !streams.isTombstoned(stream),
    page: () => {
      if (streams.isTombstoned(stream)) return deleted()
      const messages: Buffer[] = []
      for (const entry of readStream(log, { stream, from: at + 1, backwards: false }) ?? []) {
        if (messages.length === PAGE) return { messages }
        messages.push(take(entry))
      }
      return { messages, atEnd: true }
    },
    look: (entry) => {
      if (entry.stream !== stream) return undefined
      return () => {
        if (entry.revision <= at) return { messages: [] }
        const messages = [take(entry)]
        return entry.type === '$streamDeleted' ? { messages, failure: streamDeleted(stream) } : { messages }
      }
    },
    behind: () => [],
  }
}

export interface AllTrack {
  /** exclusive */
  readonly after: 'start' | 'end' | Position
  readonly manner: Manner
  /** with a filter there are checkpoints: about every `interval` events looked at */
  readonly filter?: { readonly passes: Filter; readonly window: number; readonly interval: number }
}

const BEFORE_ALL: Position = { commit: -1, prepare: -1 }

/** Follows the whole log. Checkpoints come with a filter only, and need be no event's place. */
export const followAll = (log: EventLog, { after, manner, filter }: AllTrack): Track => {
  const { entries } = log
  const lastEntry = entries.at(-1)
  const last = lastEntry === undefined ? BEFORE_ALL : placeOf(lastEntry)
  const starts = { start: BEFORE_ALL, end: last }
  const window = filter?.window ?? Infinity
  const passes = filter?.passes ?? (() => true)
  /** what was sent last, an event or a checkpoint */
  let at: Position = typeof after === 'string' ? starts[after] : after
  /** where the next page begins */
  let next: Position = at
  let told: Position = BEFORE_ALL
  let lookedAt = 0
  let lookedAtLive = 0

  const take = (entry: Entry): Buffer => {
    at = placeOf(entry)
    return answerFor(log, entry, manner)
  }
  const checkpoint = (): readonly Buffer[] => {
    if (filter === undefined || compare(at, BEFORE_ALL) === 0 || compare(at, told) <= 0) return []
    told = at
    return [checkpointAt(at)]
  }
  const noEarlierThan = (place: Position) => {
    if (compare(at, place) < 0) at = place
  }

  /** One search: as many events as fit a page, among as many as the window holds. */
  const search = (from: Position) => {
    const messages: Buffer[] = []
    let looked = 0
    let index = indexAt(entries, from.commit)
    while (messages.length < PAGE && looked < window) {
      const entry = entries[index]
      if (entry === undefined) return { messages, looked, atEnd: true }
      index += 1
      if (compare(placeOf(entry), from) < 0) continue
      looked += 1
      next = { commit: entry.end, prepare: 0 }
      if (compare(placeOf(entry), at) > 0 && passes(entry)) messages.push(take(entry))
    }
    return { messages, looked, atEnd: false }
  }

  return {
    startsLive: compare(at, last) >= 0,
    page: () => {
      const from = compare(next, LOG_START) < 0 ? LOG_START : next
      if (isInside(entries, from)) return { messages: [], failure: invalidPosition }
      const { messages, looked, atEnd } = search(from)
      lookedAt += looked
      const isDue = filter !== undefined && lookedAt >= filter.interval
      if (!atEnd && !isDue) return { messages }
      if (isDue) lookedAt %= filter.interval
      noEarlierThan(from)
      return { messages: [...messages, ...checkpoint()], atEnd }
    },
    look: (entry) => {
      lookedAtLive += 1
      const isDue = filter !== undefined && lookedAtLive >= filter.interval
      if (isDue) lookedAtLive = 0
      const passed = passes(entry)
      if (!passed && !isDue) return undefined
      return () => {
        const place = placeOf(entry)
        const messages = passed && compare(place, at) > 0 ? [take(entry)] : []
        if (!isDue || compare(place, at) < 0) return { messages }
        at = place
        return { messages: [...messages, ...checkpoint()] }
      }
    },
    behind: () => {
      next = at
      return checkpoint()
    },
  }
}
