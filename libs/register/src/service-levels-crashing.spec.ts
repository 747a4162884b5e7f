import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { instantOf, START as START_OF_LOG, uuidv5, type Instant, type Uuid } from '@deskledger/kernel'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import { below, chance, crashingEvents, crashingViews, mortal, type Chance } from '@deskledger/testing'
import { assembled } from './desk-ledger.ts'
import { agreement, instant, orThrow, type Written } from './service-levels.spec.kit.ts'

import.meta.jest.setTimeout(240_000)

/** Processes that die in every run; `DESKLEDGER_TEST_DEATHS` sets another number. */
const DEATHS = Number(process.env['DESKLEDGER_TEST_DEATHS'] ?? 120)
const SEED = Number(process.env['DESKLEDGER_TEST_SEED'] ?? 4711)

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const START = Date.UTC(2025, 2, 27, 8)
const HOUR = 3_600_000

const among = <Value>(random: Chance, ...values: readonly Value[]): Value =>
  values[below(random, values.length)] as Value

/** Some days of an incident: holds, priorities, a resolution, a reopening; clocks warn, breach and escalate in between. */
const daysOf = (random: Chance): readonly Written[] => {
  let hour = 0
  const on = () => {
    hour += below(random, 12)
    return { incidentId: 'INC0000001', by: 'ada', at: instantOf(START + hour * HOUR) }
  }
  const lives: readonly (() => Written)[] = [
    () => ({ type: 'PutOnHold', ...on(), reason: among(random, 'AwaitingVendor', 'AwaitingProblem') }),
    () => ({ type: 'ResumeIncident', ...on() }),
    () => ({ type: 'ChangePriority', ...on(), urgency: among(random, 1, 2, 3) }),
    () => ({ type: 'AcceptIncident', ...on() }),
    () => ({ type: 'AssignIncident', ...on(), group: among(random, 'desk', 'network') }),
  ]
  const some = (count: number) => Array.from({ length: count }, () => among(random, ...lives)())
  return [
    ...agreement,
    { type: 'RaiseIncident', ...on(), summary: 'Mail is down', impact: 1, urgency: 2, group: 'desk' },
    ...some(4),
    { type: 'ResolveIncident', ...on(), code: 'Fixed', text: 'Done.' },
    { type: 'ReopenIncident', ...on() },
    ...some(3),
    { type: 'ResolveIncident', ...on(), code: 'Fixed', text: 'Done again.' },
  ]
}

interface Stores {
  readonly events: EventStore
  readonly views: ReadStore
}

const storesAt = (at: Instant): Stores => ({
  events: openMemoryEventStore({ clock: () => at }),
  views: openMemoryReadStore(),
})

interface Play {
  readonly stores: Stores
  readonly random: Chance
  readonly processes: number
  readonly deaths: boolean
}

const opened = ({ stores: { events, views }, random, deaths }: Play, now: Instant) => {
  const life = mortal(deaths && random() < 0.7 ? 1 + below(random, 90) : Infinity)
  return assembled(crashingEvents(events, life, random), crashingViews(views, life, random), { now: () => now })
}

const timeOf = (command: Written): Instant => instant(String(command['at']))

/** Asks one command until somebody lives to hear the answer; answers how many did not. */
const asked = async (play: Play, command: Written, commandId: Uuid): Promise<number> => {
  for (let died = 0; ; died++) {
    const answer = await opened(play, timeOf(command)).askJson(command, { commandId })
    if (E.isRight(answer) || answer.left.type === 'Refused') return died
  }
}

/** Lets as many processes as told do what follows by itself, until one of them lives to see the end; answers how many died. */
const followed = async (play: Play, now: Instant): Promise<number> => {
  for (let died = 0; ;) {
    const outcomes = await Promise.all(Array.from({ length: play.processes }, () => opened(play, now).catchUp()))
    died += outcomes.filter(E.isLeft).length
    if (outcomes.some(E.isRight)) return died
  }
}

/** Every command, and then a month in which the rest happens; answers how many processes died. */
const played = async (commands: readonly Written[], play: Play): Promise<number> => {
  let died = 0
  for (const [no, command] of commands.entries()) {
    died += await asked(play, command, uuidv5(namespace, String(no)))
    died += await followed(play, timeOf(command))
  }
  return died + (await followed(play, instantOf(START + 30 * 24 * HOUR)))
}

/**
 * What stands in each stream, word for word and by its identity. Whether a clock is told first of its new team or of its
 * next escalation depends on who died when: the order of what follows at one time is left out.
 */
const streamsOf = async ({ events }: Stores): Promise<Readonly<Record<string, readonly string[]>>> => {
  const read = orThrow(await events.readAll({ after: START_OF_LOG, limit: 100_000 })())
  const streams: Record<string, string[]> = {}
  for (const { stream, type, data, eventId } of read.events)
    (streams[stream] ??= []).push(`${type} ${eventId} ${JSON.stringify(data)}`)
  for (const said of Object.values(streams)) said.sort()
  return streams
}

/** What nobody asks for, and must have happened somewhere. */
const byThemselves = [
  'ClockRetargeted',
  'ClockWarned',
  'ClockBreached',
  'ClockEscalated',
  'WatcherAdded',
  'IncidentClosed',
]

describe('what follows by itself, where processes die at any call', () => {
  it.each([
    ['one at a time', 1],
    ['two at once', 2],
  ])('is there once, at its own instant: %s', async (_, processes) => {
    let died = 0
    const seen = new Set<string>()
    for (let seed = SEED; died < DEATHS; seed++) {
      const random = chance(seed)
      const commands = daysOf(random)
      const [hard, calm] = [storesAt(instantOf(START)), storesAt(instantOf(START))]
      await played(commands, { stores: calm, random, processes: 1, deaths: false })
      died += await played(commands, { stores: hard, random, processes, deaths: true })
      const streams = await streamsOf(calm)
      expect({ seed, ...(await streamsOf(hard)) }).toEqual({ seed, ...streams })
      for (const said of Object.values(streams).flat()) seen.add(said.slice(0, said.indexOf(' ')))
      expect(await assembled(hard.events, hard.views).verify(openMemoryReadStore())).toMatchObject({
        right: { ok: true },
      })
    }
    for (const type of byThemselves) expect(seen).toContain(type)
  })
})
