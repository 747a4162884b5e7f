import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import {
  canonicalJson,
  START,
  uuidv5,
  type Instant,
  type NewEvent,
  type StoredEvent,
  type Uuid,
} from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { importLedger } from './import-ledger.ts'

const namespace = '00000000-0000-5000-8000-000000000000' as Uuid
const clock = () => '2025-03-01T09:30:00.000Z' as Instant
const eventOf = (name: string): NewEvent => {
  const id = uuidv5(namespace, name)
  return {
    eventId: id,
    type: 'Noted',
    data: { name, text: 'Grüße, 你好' },
    metadata: { commandId: id, correlationId: id, causationId: id, schemaVersion: 1 },
  }
}
const fill = async (store: EventStore, streams: readonly string[]): Promise<void> => {
  const revisions = new Map<string, number>()
  for (const [index, stream] of streams.entries()) {
    const revision = revisions.get(stream) ?? -1
    const appended = await store.append(stream, revision, [eventOf(`${stream} ${index}`)])()
    if (E.isLeft(appended)) throw new Error(appended.left.message)
    revisions.set(stream, revision + 1)
  }
}
const all = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const read = await store.readAll({ after: START, limit: 10_000 })()
  if (E.isLeft(read)) throw new Error(read.left.message)
  return read.right.events
}
const withoutPosition = (events: readonly StoredEvent[]) => events.map((event) => ({ ...event, position: '' }))
const exported = async (streams: readonly string[]) => {
  const store = openMemoryEventStore({ clock })
  await fill(store, streams)
  const events = await all(store)
  return { events, lines: events.map((event) => canonicalJson({ ...event, position: undefined })) }
}
const input = (lines: readonly string[]) => Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(''))])

it('takes the lines of older exports, which have positions', async () => {
  const { events } = await exported(['incident-A', 'incident-B'])
  const copy = openMemoryEventStore({ clock })
  const lines = events.map((event) => canonicalJson(event))
  expect(await importLedger({ input: input(lines), store: copy })).toMatchObject({ right: { events: 2 } })
  expect(withoutPosition(await all(copy))).toEqual(withoutPosition(events))
})

describe('an export', () => {
  const streams = fc.array(fc.constantFrom('incident-A', 'incident-B', 'incident-C'), { minLength: 1, maxLength: 30 })
  it('gives the same streams in a fresh ledger, ids, times and hashes included; again it adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(streams, async (names) => {
        const { events, lines } = await exported(names)
        const copy = openMemoryEventStore({ clock })
        const first = await importLedger({ input: input(lines), store: copy })
        expect(first).toMatchObject({
          right: { events: names.length, streams: new Set(names).size, repeatedEvents: 0 },
        })
        expect(withoutPosition(await all(copy))).toEqual(withoutPosition(events))
        const again = await importLedger({ input: input(lines), store: copy })
        expect(again).toMatchObject({ right: { events: names.length, repeatedEvents: names.length } })
        expect((await all(copy)).length).toBe(names.length)
      }),
    )
  })
  it('goes on where an earlier copy ended, packed or not', async () => {
    const { events, lines } = await exported(['incident-A', 'incident-B', 'incident-A', 'incident-B'])
    const copy = openMemoryEventStore({ clock })
    await importLedger({ input: input(lines.slice(0, 2)), store: copy })
    const packed = Readable.from([gzipSync(lines.join('\n'))])
    expect(await importLedger({ input: packed, store: copy })).toMatchObject({
      right: { events: 4, repeatedEvents: 2 },
    })
    expect(withoutPosition(await all(copy))).toEqual(withoutPosition(events))
  })
  it('is refused by a ledger that holds something else', async () => {
    const { lines } = await exported(['incident-A', 'incident-B'])
    const other = openMemoryEventStore({ clock })
    await fill(other, ['incident-Z'])
    const outcome = await importLedger({ input: input(lines), store: other })
    expect(outcome).toMatchObject({
      left: { type: 'OtherLog', message: expect.stringContaining('incident-Z revision 0') as string },
    })
    expect((await all(other)).length).toBe(1)
  })
  it('is checked line by line before anything is written', async () => {
    const { lines } = await exported(['incident-A', 'incident-B', 'incident-A'])
    const [a = '', b = '', c = ''] = lines
    const spoilt: readonly (readonly [readonly string[], string])[] = [
      [[a, b.replace('你好', '你坏'), c], 'Line 2 of standard input: incident-B revision 0 does not have its hash'],
      [[b, c], 'Line 2 of standard input: incident-A revision 1 comes where revision 0 is due'],
      [[a, a, b, c], 'Line 2 of standard input: incident-A revision 0 comes where revision 1 is due'],
      [[a, b, c.slice(0, 40)], 'Line 3 of standard input: this is not JSON'],
      [[a, '{"stream":1}'], 'Line 2 of standard input: /stream: a text is expected'],
    ]
    for (const [all3, sentence] of spoilt) {
      const copy = openMemoryEventStore({ clock })
      const outcome = await importLedger({ input: input(all3), store: copy })
      expect(outcome).toMatchObject({
        left: { type: 'NotAnExport', message: expect.stringContaining(sentence) as string },
      })
      expect(await all(copy)).toEqual([])
    }
  })
})
