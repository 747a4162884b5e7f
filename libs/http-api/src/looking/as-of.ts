import { detailsFor, type Identity } from '@deskledger/access'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import type { Noun } from '@deskledger/nouns'
import { detailsAt, upTo, type AsOf } from '@deskledger/reports'
import { practices } from '../asking/commands-here.ts'

/** What an event says of itself: when it happened. */
interface Happened {
  readonly at: Instant
}

/** The events that had a say, by what they say of themselves and by when they were recorded. */
export const pastOf = (events: readonly StoredEvent[], asOf: AsOf): readonly StoredEvent<Happened>[] =>
  upTo(events as readonly StoredEvent<Happened>[], asOf)

/** One of a practice as it was; undefined: it had not begun. */
const foldedAt = (noun: Noun, events: readonly StoredEvent[], asOf: AsOf): object | undefined => {
  const models = practices.find(({ name }) => name === noun.name)?.readModels ?? []
  const model = models.find(({ name }) => name === noun.table)
  let document: object | undefined
  for (const event of pastOf(events, asOf))
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
