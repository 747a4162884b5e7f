import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { instantOf, START, uuidv5, type StoredEvent, type Uuid } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { copyLedger } from './copy-ledger.ts'

const namespace = '00000000-0000-5000-8000-000000000000' as Uuid
const eventOf = (name: string, text = '') => {
  const id = uuidv5(namespace, name)
  const metadata = { commandId: id, correlationId: id, causationId: id, schemaVersion: 1 }
  return { eventId: id, type: 'Noted', data: { name, text }, metadata }
}
const opened = () => {
  let now = 1_740_821_400_000
  return openMemoryEventStore({ clock: () => instantOf((now += 7)) })
}
const fill = async (store: EventStore, streams: readonly string[], from = 0): Promise<void> => {
  for (const [index, stream] of streams.entries()) {
    const before = await store.readStream(stream)()
    const revision = E.isRight(before) ? before.right.length - 1 : NaN
    const answer = await store.append(stream, revision, [eventOf(`${stream} ${from + index}`)])()
    expect(answer).toMatchObject({ _tag: 'Right' })
  }
}
const all = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const read = await store.readAll({ after: START, limit: 10_000 })()
  if (E.isLeft(read)) throw new Error(read.left.message)
  return read.right.events.map((event) => ({ ...event, position: '' }))
}
const streams = fc.array(fc.constantFrom('incident-A', 'incident-B', 'change-C'), { maxLength: 40 })

describe('a copy of a ledger', () => {
  it('has the same streams, identities, times and hashes in the same order; again it adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(streams, async (names) => {
        const [from, to] = [opened(), opened()]
        await fill(from, names)
        const first = await copyLedger({ from, to })
        const events = names.length
        expect(first).toMatchObject({ right: { events, repeatedEvents: 0, verifiedEvents: events } })
        expect(await all(to)).toEqual(await all(from))
        expect(await copyLedger({ from, to })).toMatchObject({ right: { events, repeatedEvents: events } })
        expect(await all(to)).toEqual(await all(from))
      }),
    )
  })
  it('goes on behind what was copied before, wherever that ended', async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.nat(12), fc.boolean(), async (names, calls, stored) => {
        const [from, to] = [opened(), opened()]
        await fill(from, names)
        let left = calls
        const append: EventStore['append'] =
          (...asked) =>
          async () => {
            if (left-- > 0) return to.append(...asked)()
            if (stored) await to.append(...asked)()
            return E.left({ type: 'StoreUnavailable', message: 'The connection was cut.' })
          }
        const cut = await copyLedger({ from, to: { ...to, append } })
        if (E.isLeft(cut)) expect(cut.left.message).toMatch(/The connection was cut\. \d+ events were copied\. Run/)
        const rest = await copyLedger({ from, to })
        expect(rest).toMatchObject({ right: { events: names.length, verifiedEvents: names.length } })
        expect(await all(to)).toEqual(await all(from))
      }),
    )
  })
  it('takes what came since, when it is asked for again', async () => {
    const [from, to] = [opened(), opened()]
    await fill(from, ['incident-A', 'incident-B'])
    await copyLedger({ from, to })
    await fill(from, ['incident-A'], 2)
    expect(await copyLedger({ from, to })).toMatchObject({ right: { events: 3, repeatedEvents: 2 } })
  })
  it('is refused where something else stands, and changes nothing there', async () => {
    const [from, to] = [opened(), opened()]
    await fill(from, ['incident-A', 'incident-B'])
    await fill(to, ['incident-B'])
    const before = await all(to)
    const refused = await copyLedger({ from, to })
    expect(refused).toMatchObject({ left: { type: 'OtherLog', rowsStored: 0 } })
    expect(E.isLeft(refused) && refused.left.message).toMatch(/its event 1 \(incident-B revision 0\) is not event 1/)
    expect(await all(to)).toEqual(before)
  })
  it('is refused where more stands than there is to copy', async () => {
    const [from, to] = [opened(), opened()]
    await fill(from, ['incident-A'])
    await copyLedger({ from, to })
    await fill(to, ['incident-A'], 1)
    expect(await copyLedger({ from, to })).toMatchObject({ left: { type: 'OtherLog' } })
  })
  it('stops at an event that does not follow from what stands before it', async () => {
    const [from, to] = [opened(), opened()]
    await fill(from, ['incident-A', 'incident-A', 'incident-A'])
    const changed: EventStore['readAll'] = (query) => async () => {
      const batch = await from.readAll(query)()
      if (E.isLeft(batch)) return batch
      const events = batch.right.events.map((event) => (event.revision === 1 ? { ...event, data: 'other' } : event))
      return E.right({ ...batch.right, events })
    }
    const refused = await copyLedger({ from: { ...from, readAll: changed }, to })
    expect(refused).toMatchObject({ left: { type: 'NotInOrder' } })
    expect(E.isLeft(refused) && refused.left.message).toMatch(/incident-A revision 1 does not follow/)
  })
  it('splits what is too much for one append', async () => {
    const [from, to] = [opened(), opened()]
    await fill(
      from,
      Array.from({ length: 50 }, () => 'incident-A'),
    )
    const append: EventStore['append'] = (...asked) =>
      asked[2].length > 7
        ? () => Promise.resolve(E.left({ type: 'Unstorable', message: 'Too much.' }))
        : to.append(...asked)
    expect(await copyLedger({ from, to: { ...to, append } })).toMatchObject({ right: { verifiedEvents: 50 } })
    expect(await all(to)).toEqual(await all(from))
  })
  it('ends where it stands when it is stopped', async () => {
    const [from, to] = [opened(), opened()]
    await fill(from, ['incident-A', 'incident-B', 'incident-A', 'incident-B'])
    const stop = new AbortController()
    const onProgress = ({ phase, events }: { phase: string; events: number }) => {
      if (phase === 'copying' && events >= 2) stop.abort()
    }
    expect(await copyLedger({ from, to, signal: stop.signal, onProgress })).toMatchObject({ left: { type: 'Stopped' } })
    expect(await copyLedger({ from, to })).toMatchObject({ right: { verifiedEvents: 4 } })
  })
})
