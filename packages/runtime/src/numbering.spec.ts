import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { uuidv5, type Instant, type Uuid } from '@deskledger/kernel'
import { reserveNumbers } from './numbering.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const id = (name: string): Uuid => uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid, name)
const memory = () => openMemoryEventStore({ clock: () => at })
const taken = async (events: EventStore, wanted: Parameters<typeof reserveNumbers>[2]) => {
  const reserved = await reserveNumbers(events, 'incident', wanted)
  return E.isRight(reserved) ? reserved.right.from : reserved.left.type
}

describe('numbers', () => {
  it('are never given twice, whoever asks at the same time', async () => {
    const events = memory()
    const all = await Promise.all(Array.from({ length: 20 }, () => taken(events, { count: 3 })))
    expect(new Set(all).size).toBe(20)
  })
  it('begin above those in use', async () => {
    expect(await taken(memory(), { count: 1, above: 41 })).toBe(42)
  })
  it('for a command are the same each time it is asked, at the same time and later', async () => {
    const events = memory()
    const ask = (name: string) => taken(events, { count: 1, commandId: id(name) })
    const [first, ...others] = await Promise.all(Array.from({ length: 10 }, () => ask('one')))
    expect(new Set(others)).toEqual(new Set([first]))
    expect(await ask('two')).not.toBe(first)
    expect(await ask('one')).toBe(first)
  })
  it('for a command that crashed before they were kept are others, given to nobody else', async () => {
    const events = memory()
    let appends = 0
    const crashing: EventStore = {
      ...events,
      append: (...request) =>
        ++appends === 2
          ? () => Promise.resolve(E.left({ type: 'StoreUnavailable', message: 'gone' } as const))
          : events.append(...request),
    }
    expect(await taken(crashing, { count: 1, commandId: id('one') })).toBe('StoreUnavailable')
    expect(await taken(events, { count: 1, commandId: id('one') })).toBe(2)
    expect(await taken(events, { count: 1, commandId: id('one') })).toBe(2)
  })
})
