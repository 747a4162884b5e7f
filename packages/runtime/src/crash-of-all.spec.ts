import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import {
  erased,
  uuidv5,
  type AnyPractice,
  type Instant,
  type PersonId,
  type Title,
  type Uuid,
} from '@deskledger/kernel'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import {
  below,
  chance,
  crashingEvents,
  crashingViews,
  mortal,
  toyAccounts,
  toyPractice,
  type Chance,
  type Process,
  type ToyCommand,
} from '@deskledger/testing'
import { handler } from './handle.ts'
import { actual, expected } from './plain-fold.spec.kit.ts'
import { projector } from './projector.ts'
import { allOf } from './toy-log.spec.kit.ts'

const SEED = 7_000_000
const at = '2025-03-01T09:30:00.000Z' as Instant
const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const practice = toyPractice() as unknown as AnyPractice
const projection = erased(toyAccounts())

const commandOf = (random: Chance): ToyCommand => {
  const said = { account: `A${below(random, 3)}` as Title, owner: `o${below(random, 2)}` as PersonId, at }
  const what = random()
  if (what < 0.3) return { type: 'OpenAccount', ...said }
  if (what < 0.8) return { type: 'Pay', ...said, amount: below(random, 60) - 20, needs: below(random, 60) - 40 }
  return what < 0.9 ? { type: 'TagAccount', ...said, tags: ['x'] } : { type: 'CloseAccount', ...said }
}

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const open = (): Stores => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })

/** A process that asks commands from a number on and projects now and then; answers how many it knows were answered. */
const live = async (
  stores: Stores,
  commands: readonly ToyCommand[],
  life: { from: number; random: Chance; process: Process },
) => {
  const { random, process } = life
  const [events, views] = [crashingEvents(stores.events, process, random), crashingViews(stores.views, process, random)]
  const { askAll } = handler(events, practice)
  const projecting = projector({ events, views }, [{ projection, name: 'v1' }], { batch: 1 + below(random, 6) })
  if (E.isLeft(await projecting.open())) return life.from
  for (let n = life.from; n < commands.length; n++) {
    const command = commands[n] as ToyCommand
    const answer = await askAll(`toy-${command.account}`, [{ command, commandId: uuidv5(namespace, String(n)) }])
    if (E.isLeft(answer) && answer.left.type !== 'Refused') return n
    if (random() < 0.3 && E.isLeft(await projecting.catchUp())) return n + 1
  }
  return E.isRight(await projecting.catchUp()) ? commands.length + 1 : commands.length
}

const streamsOf = async ({ events }: Stores) => {
  const streams: Record<string, unknown[]> = {}
  for (const { stream, revision, eventId, data, hash } of await allOf(events))
    (streams[stream] ??= []).push({ revision, eventId, data, hash })
  return streams
}

describe('a process that asks and projects, and crashes before or after any write', () => {
  it('comes to the streams and documents of one that never crashed', async () => {
    let crashes = 0
    for (let seed = SEED; crashes < 1000; seed++) {
      const random = chance(seed)
      const commands = Array.from({ length: 30 }, () => commandOf(random))
      const stores = open()
      for (let from = 0; from <= commands.length; crashes++) {
        from = Math.max(from, await live(stores, commands, { from, random, process: mortal(1 + below(random, 40)) }))
      }
      crashes--
      const calm = open()
      await live(calm, commands, { from: 0, random, process: mortal(Infinity) })
      expect({ seed, streams: await streamsOf(stores) }).toEqual({ seed, streams: await streamsOf(calm) })
      expect({ seed, ...(await actual(stores.views, projection)) }).toEqual({
        seed,
        ...expected(projection, await allOf(stores.events)),
      })
    }
  })
})
