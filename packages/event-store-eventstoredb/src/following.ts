import * as E from 'fp-ts/lib/Either.js'
import { failed, type Batch, type StoreFailure, type Subscription } from '@deskledger/event-store'
import { START, type Position } from '@deskledger/kernel'
import { progressFrom } from './gathering.ts'
import { filterOnWire } from './names.ts'
import { pauseAfter } from './patience.ts'
import { isPosition } from './positions.ts'
import type { LogReading } from './reading-log.ts'
import type { Server } from './server.ts'
import { openSpell, type Follower, type Spell, type Waited } from './spell.ts'

type Given = E.Either<StoreFailure, Batch>

/** Milliseconds between two subscriptions at most. */
const LONGEST_PAUSE = 5000

/** Sleeps until it is woken. */
const openAlarm = () => {
  let wake: () => void = () => undefined
  return {
    ring: () => {
      wake()
    },
    sleep: (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}

const placeOf = (position: Position): string => (position === START ? 'the start of the log' : `position ${position}`)

/** Subscribes, again and again: after an error as after a peaceful end, from where the one before came to. */
const openSpells = (asked: Omit<Follower, 'onConfirmed'>) => {
  const { server, progress, isOver } = asked
  const { health, where } = server
  const alarm = openAlarm()
  let current: Spell | undefined
  let isLost = false
  let losses = 0
  let since = 0

  const onConfirmed = () => {
    if (isLost) health.say(`The subscription to EventStoreDB at ${where} goes on.`)
    isLost = false
  }
  const subscribe = (): Spell => {
    since = performance.now()
    return openSpell({ ...asked, onConfirmed })
  }
  const lose = async (why: string) => {
    if (!isLost)
      health.say(
        `The subscription to EventStoreDB at ${where} ${why}: it is taken up again after ${placeOf(progress.looked)}.`,
      )
    isLost = true
    current?.stop()
    current = undefined
    if (performance.now() - since > LONGEST_PAUSE) losses = 0
    await alarm.sleep(pauseAfter(losses, LONGEST_PAUSE))
    losses += 1
  }
  return {
    next: async (): Promise<Exclude<Waited, { kind: 'lost' }>> => {
      for (;;) {
        if (isOver()) return { kind: 'over' }
        current ??= subscribe()
        const waited = await current.next()
        if (waited.kind === 'batch') losses = 0
        if (waited.kind !== 'lost') return waited
        await lose(waited.why)
      }
    },
    /** to be called when it is over: it may be asleep, or given to somebody who does not come back */
    wake: () => {
      alarm.ring()
      if (isOver()) current?.stop()
    },
    stop: () => current?.stop(),
  }
}

/** Followers to be woken when the store closes. */
interface Followers {
  readonly add: (wake: () => void) => () => void
}

export interface Following {
  readonly server: Server
  readonly log: LogReading
  readonly followers: Followers
}

async function* batches(
  { server, log, followers }: Following,
  subscription: Subscription,
): AsyncGenerator<Given, void, undefined> {
  const { signal, after, limit = 1000 } = subscription
  if (!isPosition(after)) {
    yield failed('Unstorable', `"${after}" is no position of this ledger: take positions from its own answers.`)
    return
  }
  const isOver = () => signal.aborted || server.closed()
  const wanted = { filter: filterOnWire(server.names, subscription), limit: Math.max(1, limit) }
  const spells = openSpells({ server, log, subscription, wanted, progress: progressFrom(after), isOver })
  signal.addEventListener('abort', spells.wake)
  const leave = followers.add(spells.wake)
  try {
    for (;;) {
      const waited = await spells.next()
      if (waited.kind === 'over') return
      yield waited.kind === 'batch' ? E.right(waited.batch) : E.left(waited.failure)
      if (waited.kind === 'failed') return
    }
  } finally {
    spells.stop()
    leave()
    signal.removeEventListener('abort', spells.wake)
  }
}

/** The log from a position on, for ever, over subscriptions of the server's own. */
export const following =
  (parts: Following) =>
  (subscription: Subscription): AsyncIterable<Given> => ({
    [Symbol.asyncIterator]: () => batches(parts, subscription),
  })
