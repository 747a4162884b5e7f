import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import { due, elapsed, workingHours, type Pause, type WorkingHours } from '@deskledger/kernel/working-time'
import { scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { orThrow } from '../or-throw.ts'
import { leanDue, leanDueSeconds } from './lean-week.ts'
import { seeded } from './seeded.ts'
import { usualHours } from './usual-hours.ts'

const HOUR = 3600
const DAY_OF_WORK = 7 * HOUR
/** Of work, at seven hours on five days a week. */
const TEN_YEARS = 10 * 52 * 5 * DAY_OF_WORK
const FIRST = 1_577_836_800 // 2020-01-01
const YEARS = 3653 * 86_400

const ASKED = 4096 // a power of two
const place = (n: number): number => n & (ASKED - 1)

/** What is asked: starts all over ten years and goals of 1 to 40 working hours to the second, in no order. */
const questions = () => {
  const next = seeded(7)
  const seconds = Float64Array.from({ length: ASKED }, () => FIRST + Math.floor(next() * YEARS))
  const goals = Float64Array.from({ length: ASKED }, () => HOUR + Math.floor(next() * 39 * HOUR))
  const starts = Array.from(seconds, (at) => instantOf(at * 1000))
  const pauses = starts.map((start): readonly Pause[] => {
    const after = (hours: number): Instant => instantOf(millisOf(start) + Math.floor(hours * HOUR) * 1000)
    const [first, second] = [next() * 4, 24 + next() * 24]
    return [
      [after(first), after(first + 1 + next() * 8)],
      [after(second), after(second + 1 + next() * 72)],
    ]
  })
  return {
    start: (n: number): Instant => starts[place(n)] ?? ('' as Instant),
    startSeconds: (n: number): number => seconds[place(n)] ?? 0,
    goal: (n: number): number => goals[place(n)] ?? 0,
    pauses: (n: number): readonly Pause[] => pauses[place(n)] ?? [],
  }
}

/** Seconds that a core worked for this process, whatever else ran beside. */
const worked = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

type Answers = (n: number) => string | number

/**
 * Answers in a second of a core's time, each the best of five rounds in which all take turns. Every text is looked into,
 * since one that nobody looks at is not put together.
 */
const ratesOf = <Name extends string>(count: number, all: Readonly<Record<Name, Answers>>): Record<Name, number> => {
  const names = Object.keys(all) as Name[]
  const rates = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
  let seen = 0
  for (let round = 0; round < 5; round++)
    for (const name of names) {
      const answer = all[name]
      const began = worked()
      for (let n = 0; n < count; n++) {
        const one = answer(n)
        seen += typeof one === 'string' ? one.charCodeAt(15) : one
      }
      rates[name] = Math.max(rates[name], count / (worked() - began))
    }
  if (!Number.isFinite(seen)) throw new Error('An answer was none.')
  return rates
}

/** Milliseconds of the first answer that hours give. */
const firstAnswer = (hours: WorkingHours, start: Instant): number => {
  const began = performance.now()
  orThrow(due(hours, start, TEN_YEARS))
  return performance.now() - began
}

const run = (size: Size): Promise<readonly Figure[]> => {
  const { start, startSeconds, goal, pauses } = questions()
  const hours = orThrow(workingHours(usualHours))
  const first = firstAnswer(hours, start(0))
  const rates = ratesOf(scaled(2_000_000, size), {
    raw: (n) => leanDueSeconds(startSeconds(n), goal(n)),
    lean: (n) => leanDue(start(n), goal(n)),
    plain: (n) => orThrow(due(hours, start(n), goal(n))),
    paused: (n) => orThrow(due(hours, start(n), goal(n), pauses(n))),
    day: (n) => orThrow(due(hours, start(n), DAY_OF_WORK)),
    years: (n) => orThrow(due(hours, start(n), TEN_YEARS)),
    elapsed: (n) => elapsed(hours, start(n), start(n + 1)),
  })
  const unit = 'answers per core and second'
  const promised = { demand: { of: 'value', atLeast: 500_000 }, aim: { of: 'value', atLeast: 1_000_000 } } as const
  const raw = {
    name: 'lean loop over one week, seconds since 1970 in and out, no zone, no holidays',
    value: rates.raw,
  }
  return Promise.resolve([
    {
      name: 'due in 1 to 40 hours of work, ISO texts in and out',
      value: rates.plain,
      unit,
      baseline: raw,
      ...promised,
    },
    { name: 'the same with two pauses', value: rates.paused, unit, baseline: raw, ...promised },
    {
      name: 'due in 1 to 40 hours of work, beside texts too',
      value: rates.plain,
      unit,
      baseline: { name: 'the lean loop with ISO texts in and out', value: rates.lean },
    },
    {
      name: 'due in ten years of work',
      value: rates.years,
      unit,
      baseline: { name: 'due in one day of work', value: rates.day },
      demand: { of: 'ratio', atLeast: 0.7 },
    },
    { name: 'elapsed, up to ten years', value: rates.elapsed, unit },
    { name: 'the first answer over ten years, with the time zone found out', value: first, unit: 'ms' },
  ])
}

export const serviceLevelsDue: Benchmark = {
  name: 'service-levels-due',
  part: 'service-levels',
  what: 'Due instants and elapsed time in the working hours of a desk in Berlin, from nine to five with lunch, ten holidays a year.',
  run,
}
