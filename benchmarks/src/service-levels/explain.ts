import { instantOf, millisOf, type Body, type ClockId, type Count, type Instant } from '@deskledger/kernel'
import {
  serviceLevelClockExamples,
  serviceLevelClockPractice,
  type Goal,
  type ServiceLevelClockCommand,
} from '@deskledger/practices/service-level-clock'
import { explainClock, wordsForClock } from '@deskledger/reports'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { openLedger } from '@deskledger/runtime'
import { join } from 'node:path'
import { p95, timed, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { clockIdAt, startOf } from './synthetic-clocks.ts'

const EVENTS = 1000
const RUNS = 40
const HOUR = 3600
/** Hours from one step to the next, round and round: over a year goes by. */
const STEPS = [1, 3, 5, 20, 2, 14, 28]

const { commands } = serviceLevelClockExamples
const start = startOf(7)
const clockId: ClockId = clockIdAt(7)

/** Two pauses and what ends them, then another goal: in turns, as a ticket that is handed to and fro all year has it. */
const stepAt = (n: number, at: Instant): ServiceLevelClockCommand => {
  const said = { clockId, by: start.by, at }
  switch (n % 5) {
    case 0:
    case 2:
      return { ...commands.PauseClock, ...said }
    case 1:
    case 3:
      return { ...commands.ResumeClock, ...said }
    default: {
      const goal: Goal = { seconds: ((800 + (n % 400)) * HOUR) as Count }
      const why = `Priority changed for the ${n}th time.` as Body
      return { ...commands.RetargetClock, ...said, terms: { ...start.terms, goal }, why }
    }
  }
}

const openOne = async (folder: string) =>
  openLedger({
    events: orThrow(await openSqliteEventStore(join(folder, 'events.db'))()),
    views: orThrow(await openSqliteReadStore(join(folder, 'views.db'))()),
    register: [serviceLevelClockPractice],
  })

/** Asks what brings a clock to so many events; a new goal that was over before makes its breach known too. */
const live = async ({ ask }: Pick<Awaited<ReturnType<typeof openOne>>, 'ask'>): Promise<void> => {
  let at = millisOf(start.at)
  const { events } = orThrow(await ask(start))
  for (let n = 0, count = events.length; count < EVENTS; n++) {
    at += ((STEPS[n % STEPS.length] ?? 1) * HOUR + (n % 60)) * 1000
    count += orThrow(await ask(stepAt(n, instantOf(at)))).events.length
  }
}

const run = async ({ folder, note }: Size): Promise<readonly Figure[]> => {
  const ledger = await openOne(folder)
  await live(ledger)
  const stream = `service-level-clock-${clockId}`
  const account = async () => orThrow(explainClock(orThrow(await ledger.history(stream))))
  const events = orThrow(await ledger.history(stream)).length
  if (events < EVENTS) throw new Error(`The clock has ${events} events.`)
  const json = await timed(RUNS, async () => JSON.stringify(await account()))
  const words = await timed(RUNS, async () => wordsForClock(await account()).join('\n'))
  const read = await timed(RUNS, () => ledger.history(stream))
  const { segments } = await account()
  await ledger.close()
  note(`${events.toLocaleString('en')} events, which come to ${segments.length} segments from ${start.at} on.`)
  const figure = (name: string, took: readonly number[]): Figure => ({ name, value: p95(took), unit: 'ms' })
  return [
    { ...figure('from stored events to JSON, p95', json), demand: { of: 'value', atMost: 50 } },
    { ...figure('from stored events to words, p95', words), demand: { of: 'value', atMost: 50 } },
    figure('of which reading the events, p95', read),
  ]
}

export const serviceLevelsExplain: Benchmark = {
  name: 'service-levels-explain',
  part: 'service-levels',
  what: `Why one clock of ${EVENTS} events stands as it does: paused, resumed and set anew for more than a year.`,
  run,
}
