import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import { uuidv5, type AnyPractice, type StoredEvent, type Uuid } from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import {
  below,
  chance,
  crashingEvents,
  crashingViews,
  mortal,
  scheduler,
  toyPractice,
  type Chance,
  type Process,
  type ToyCommand,
} from '@deskledger/testing'
import { dispatcher } from './dispatch.ts'
import { flowRunner } from './flows.ts'
import { allOf } from './toy-log.spec.kit.ts'
import { at, bonusFlow, RATE, said } from './toy-flows.spec.kit.ts'

const practice = toyPractice() as unknown as AnyPractice
const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const stores = () => ({ events: openMemoryEventStore({ clock: () => at }), views: openMemoryReadStore() })
type Stores = ReturnType<typeof stores>

const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
const pay = (account: string, amount: number): ToyCommand => ({ type: 'Pay', ...said(account), amount, needs: 0 })

const commandOf = (random: Chance): ToyCommand => {
  const account = random() < 0.4 ? RATE : `A${below(random, 2)}`
  return random() < 0.15 ? open(account) : pay(account, below(random, 12))
}

interface Life {
  readonly commands: readonly ToyCommand[]
  readonly from: number
  readonly random: Chance
  readonly process: Process
}

/** Lets a flow run until nothing follows any more. */
const settle = async (flow: ReturnType<typeof flowRunner>): Promise<boolean> => {
  for (;;) {
    const caught = await flow.catchUp()
    if (E.isLeft(caught)) return false
    if (caught.right === 0) return true
  }
}

/** Asks from a number on, and lets the flow run now and then; answers how many are known to be answered. */
const live = async (on: Stores, { commands, from, random, process }: Life): Promise<number> => {
  const events = crashingEvents(on.events, process, random)
  const views = crashingViews(on.views, process, random)
  const dispatch = dispatcher(events, [practice], undefined)
  const sizes = { batch: 1 + below(random, 15), held: below(random, 4) }
  const flow = flowRunner({ events, views, dispatch, ...sizes }, bonusFlow())
  for (let n = from; n < commands.length; n++) {
    const command = commands[n] as ToyCommand
    const answer = await dispatch([{ command, commandId: uuidv5(namespace, String(n)) }])
    if (E.isLeft(answer) && answer.left.type !== 'Refused') return n
    if (random() < 0.15 && E.isLeft(await flow.catchUp())) return n + 1
  }
  return commands.length + ((await settle(flow)) ? 1 : 0)
}

/** Every event of every stream, and the command it came of. */
const streamsOf = async (on: Stores) => {
  const streams: Record<string, unknown[]> = {}
  for (const { stream, data, metadata } of await allOf(on.events))
    (streams[stream] ??= []).push({ data, by: metadata.commandId })
  return streams
}

interface Payment {
  readonly account: string
  readonly amount: number
}

/** What must follow from a log, reckoned by a plain loop: each payment into a bonus account, by the event behind it. */
const bonusesDue = (log: readonly StoredEvent<object>[]): Record<string, Payment> => {
  const totals = new Map<string, number>()
  let rate = 1
  const due: Record<string, Payment> = {}
  for (const { type, eventId, data } of log) {
    const { account, amount } = data as Payment
    if (type !== 'Paid' || account.startsWith('bonus-')) continue
    const before = totals.get(account) ?? 0
    const after = before + amount * (account === RATE ? 1 : rate)
    if (account === RATE) rate++
    totals.set(account, after)
    const tens = Math.floor(after / 10) - Math.floor(before / 10)
    if (tens > 0) due[eventId] = { account: `bonus-${account}`, amount: tens }
  }
  return due
}

const bonusesPaid = (log: readonly StoredEvent<object>[]): readonly (readonly [string, Payment])[] =>
  log
    .filter(({ type, stream }) => type === 'Paid' && stream.startsWith('toy-bonus-'))
    .map(({ data, metadata }) => {
      const { account, amount } = data as Payment
      return [metadata.causationId, { account, amount }] as const
    })

describe('a flow whose process crashes before or after any write', () => {
  it('comes to the consequences of one that never crashed, each once', async () => {
    let crashes = 0
    for (let seed = 1; crashes < 600; seed++) {
      const random = chance(seed)
      const commands = Array.from({ length: 60 }, () => commandOf(random))
      const on = stores()
      for (let from = 0; from <= commands.length; crashes++)
        from = Math.max(from, await live(on, { commands, from, random, process: mortal(1 + below(random, 60)) }))
      crashes--
      const calm = stores()
      await live(calm, { commands, from: 0, random, process: mortal(Infinity) })
      expect({ seed, streams: await streamsOf(on) }).toEqual({ seed, streams: await streamsOf(calm) })
    }
  })
  it('doubles nothing when two run it at once, in any order of their steps, and either crashes', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = chance(seed * 7919)
      const commands = Array.from({ length: 40 }, () => commandOf(random))
      const on = stores()
      const turns = scheduler(random)
      const run = async () => {
        for (let from = 0; from <= commands.length;) {
          const process = mortal(5 + below(random, 60), { turn: turns.turn })
          from = Math.max(from, await live(on, { commands, from, random, process }))
        }
      }
      await turns.run([run(), run()])
      const log = await allOf(on.events)
      const paid = bonusesPaid(log)
      expect({ seed, paid: Object.fromEntries(paid) }).toEqual({ seed, paid: bonusesDue(log) })
      expect({ seed, times: paid.length }).toEqual({ seed, times: Object.keys(bonusesDue(log)).length })
    }
  })
})
