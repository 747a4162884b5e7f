import * as E from 'fp-ts/lib/Either.js'
import { maySee, seesEvent, viewsSeenBy, type About, type Denial, type Identity } from '@deskledger/access'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import { allNouns, wordsOf, type LedgerEvent, type Noun } from '@deskledger/nouns'
import type { AsOf } from '@deskledger/reports'
import type { ApiLedger } from '../api-ledger.ts'
import { Denied } from '../asking/denied.ts'
import { aboutNow, ownershipAfter } from '../asking/facts.ts'
import { etagOf } from '../asking/preconditions.ts'
import { shownEvent } from '../feed/shown-event.ts'
import type { Asked, Endpoint, Reply } from '../http/endpoint.ts'
import { instant, parametersOf } from '../http/params.ts'
import { pastOf, thingAt } from '../looking/as-of.ts'
import { passedBy, take } from '../looking/fresh.ts'
import { camel, capital } from './names.ts'
import { afterParameter, errors, etagHeader, json, refer } from './saying.ts'

const past = {
  'as-of': instant('As it was at that time, by when things happened.'),
  'known-at': instant('As it was known at that time, by when things were recorded.'),
}

const asOfIn = ({ query }: Asked): AsOf => ({
  ...(query['as-of'] === undefined ? {} : { at: query['as-of'] as Instant }),
  ...(query['known-at'] === undefined ? {} : { knownAt: query['known-at'] as Instant }),
})

export const orDenied = (verdict: E.Either<Denial, void>): void => {
  if (E.isLeft(verdict)) throw new Denied(verdict.left)
}

/** What somebody may not see is as if it were not there. */
export const notThere = (identity: Identity): never => {
  const verdict = maySee(identity, 'Nothing')
  throw E.isLeft(verdict) ? new Denied(verdict.left) : new Error('nobody sees what is not there')
}

/** The events of one, as far as somebody may see them. */
const eventsFor = async (ledger: ApiLedger, noun: Noun, { identity, path }: Asked): Promise<readonly StoredEvent[]> => {
  const id = path[noun.idField] ?? ''
  const events = take(await ledger.ledger.history(`${noun.name}-${id}`))
  const about: About = noun.name === 'incident' ? ownershipAfter(events) : await aboutNow(ledger, noun.name, id)
  orDenied(maySee(identity, about))
  return events.length === 0 ? notThere(identity) : events
}

const lastRevision = async ({ ledger }: ApiLedger, stream: string): Promise<number> =>
  take(await ledger.history(stream, { direction: 'backwards', limit: 1 }))[0]?.revision ?? -1

const present = async (ledger: ApiLedger, noun: Noun, { identity, path, after }: Asked): Promise<Reply> => {
  const id = path[noun.idField] ?? ''
  await passedBy(noun.table, ledger, after)
  const found = take(await viewsSeenBy(ledger.ledger.views, identity).get(noun.table, id)())
  if (found === undefined) return notThere(identity)
  const revision =
    'revision' in found.document ? Number(found.document.revision) : await lastRevision(ledger, `${noun.name}-${id}`)
  return { status: 200, headers: { etag: etagOf(revision) }, body: found.document }
}

const show =
  (ledger: ApiLedger, noun: Noun) =>
  async (asked: Asked): Promise<Reply> => {
    const asOf = asOfIn(asked)
    if (asOf.at === undefined && asOf.knownAt === undefined) return present(ledger, noun, asked)
    const events = await eventsFor(ledger, noun, asked)
    const { identity } = asked
    const thing = thingAt(noun, events, { asOf, identity }) ?? notThere(identity)
    return { status: 200, headers: { etag: etagOf(pastOf(events, asOf).at(-1)?.revision ?? -1) }, body: thing }
  }

const seenEvents = async (ledger: ApiLedger, noun: Noun, asked: Asked) => {
  const events = await eventsFor(ledger, noun, asked)
  return pastOf(events, asOfIn(asked)).filter(seesEvent(asked.identity))
}

const entryOf = ({ data, revision, eventId, type, recordedAt }: StoredEvent) => {
  const { at, by } = data as LedgerEvent
  return { revision, eventId, type, at, recordedAt, by, words: wordsOf(data as LedgerEvent) }
}

const history =
  (ledger: ApiLedger, noun: Noun) =>
  async (asked: Asked): Promise<Reply> => ({
    status: 200,
    body: { [noun.idField]: asked.path[noun.idField], entries: (await seenEvents(ledger, noun, asked)).map(entryOf) },
  })

const events =
  (ledger: ApiLedger, noun: Noun) =>
  async (asked: Asked): Promise<Reply> => ({
    status: 200,
    body: { events: (await seenEvents(ledger, noun, asked)).map(shownEvent) },
  })

interface Look {
  readonly id: string
  readonly tail: string
  readonly summary: string
  readonly answer: Endpoint['operation']['answers'][string]
  readonly run: Endpoint['run']
}

const looksAt = (ledger: ApiLedger, noun: Noun): readonly Look[] => {
  const one = noun.name.replaceAll('-', ' ')
  return [
    {
      id: 'show',
      tail: '',
      summary: `The ${one} as it stands, or as it was.`,
      answer: json({ type: 'object' }, 'All that is known of it.', etagHeader),
      run: show(ledger, noun),
    },
    {
      id: 'tellHistoryOf',
      tail: '/history',
      summary: `What happened to the ${one}, in words.`,
      answer: json(refer('History'), 'In order.'),
      run: history(ledger, noun),
    },
    {
      id: 'listEventsOf',
      tail: '/events',
      summary: `The events of the ${one}.`,
      answer: json(refer('Events'), 'In order.'),
      run: events(ledger, noun),
    },
  ]
}

/** `GET /v1/incidents/{incidentId}`, its history and its events, and the same of every practice. */
export const thingEndpoints = (ledger: ApiLedger): readonly Endpoint[] =>
  allNouns.flatMap((noun) =>
    looksAt(ledger, noun).map(({ id, tail, summary, answer, run }): Endpoint => ({
      query: past,
      run,
      operation: {
        id: `${id}${capital(camel(noun.name))}`,
        method: 'get',
        path: `/v1/${noun.plural}/{${noun.idField}}${tail}`,
        summary,
        tags: [noun.plural],
        parameters: [
          {
            name: noun.idField,
            in: 'path',
            description: `${capital(noun.idWords)}.`,
            says: { schema: { type: 'string', minLength: 1, maxLength: 200 } },
            example: noun.example,
          },
          ...parametersOf(past),
          afterParameter,
        ],
        answers: { 200: answer, ...errors(400, 404) },
      },
    })),
  )
