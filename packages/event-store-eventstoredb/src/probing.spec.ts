import * as E from 'fp-ts/lib/Either.js'
import { START, type StoredEvent } from '@deskledger/kernel'
import { progressFrom } from './gathering.ts'
import { openProbe } from './probing.ts'
import type { LogReading } from './reading-log.ts'

const signal = new AbortController().signal
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A log that shows so many events after any position, and comes to `position`. */
const logOf = (events: readonly StoredEvent[], position: string): LogReading => ({
  read: () => Promise.resolve(E.right({ events, position, caughtUp: true })),
  beginning: () => START,
  open: () => 0,
  close: () => undefined,
})
const unseen: readonly StoredEvent[] = [
  {
    stream: 'a',
    revision: 0,
    position: '2',
    eventId: '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as StoredEvent['eventId'],
    type: 'Noted',
    data: {},
    metadata: {
      commandId: '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as StoredEvent['eventId'],
      correlationId: '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as StoredEvent['eventId'],
      causationId: '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10' as StoredEvent['eventId'],
      schemaVersion: 1,
    },
    recordedAt: '2025-03-01T00:00:00.000Z' as StoredEvent['recordedAt'],
    hash: '',
  },
]

describe('a look at the log beside a silent subscription', () => {
  it('moves the position on where nothing stands that is wanted', async () => {
    let rung = 0
    const probe = openProbe(logOf([], '9'), { after: START, signal }, () => (rung += 1))
    const progress = progressFrom('1')
    probe.look('1')
    expect(probe.due()).toBe(Infinity)
    await turn()
    expect(rung).toBe(1)
    expect(probe.judge(progress)).toBe(true)
    expect(progress.looked).toBe('9')
  })
  it('takes a subscription for dead that withholds an event twice, and not one that has just not brought it', async () => {
    const probe = openProbe(logOf(unseen, '2'), { after: START, signal }, () => undefined)
    const progress = progressFrom('1')
    probe.look('1')
    await turn()
    expect(probe.judge(progress)).toBe(true)
    expect(progress.looked).toBe('1')
    probe.look('1')
    await turn()
    expect(probe.judge(progress)).toBe(false)
  })
  it('counts for nothing where the subscription moved on meanwhile', async () => {
    const probe = openProbe(logOf(unseen, '2'), { after: START, signal }, () => undefined)
    const progress = progressFrom('1')
    for (const position of ['3', '4', '5']) {
      probe.look(progress.looked)
      await turn()
      progress.looked = position
      expect(probe.judge(progress)).toBe(true)
      expect(progress.looked).toBe(position)
    }
  })
  it('is made sooner where a filter hides what is written', () => {
    const wide = openProbe(logOf([], ''), { after: START, signal }, () => undefined)
    const narrow = openProbe(logOf([], ''), { after: START, signal, types: ['Noted'] }, () => undefined)
    expect(narrow.due()).toBeLessThan(wide.due() / 2)
  })
})
