import { detailsFor, type Identity } from '@deskledger/access'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import type { Noun } from '@deskledger/nouns'
import { detailsAt, type AsOf } from '@deskledger/reports'
import { practices } from '../asking/commands-here.ts'

interface Happened {
  readonly at: Instant
}

/** The events that had a say: recorded by then, and up to the highest revision that happened by then. */
export const upTo = (events: readonly StoredEvent[], { at, knownAt }: AsOf): readonly StoredEvent[] => {
  const known = knownAt === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownAt)
  if (at === undefined) return known
  return known.slice(0, known.findLastIndex(({ data }) => (data as Happened).at <= at) + 1)
}

/** One of a practice as it was; undefined: it had not begun. */
const foldedAt = (noun: Noun, events: readonly StoredEvent[], asOf: AsOf): object | undefined => {
  const models = practices.find(({ name }) => name === noun.name)?.readModels ?? []
  const model = models.find(({ name }) => name === noun.table)
  let document: object | undefined
  for (const event of upTo(events, asOf) as readonly StoredEvent<object>[])
    for (const key of model?.on.includes(event.type) === true ? model.keysOf(event) : [])
      document = model?.apply(document, event, key)
  return document
}

/** A ticket, an agreement, a calendar, a clock as it was, as far as somebody sees it. */
export const thingAt = (
  noun: Noun,
  events: readonly StoredEvent[],
  { asOf, identity }: { readonly asOf: AsOf; readonly identity: Identity },
): object | undefined => {
  if (noun.name !== 'incident') return foldedAt(noun, events, asOf)
  const details = detailsAt(events, asOf)
  return details === undefined ? undefined : detailsFor(identity, details)
}
