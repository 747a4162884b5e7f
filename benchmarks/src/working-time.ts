import { instantOf, millisOf, type Instant } from '@deskledger/kernel'
import { due, elapsed, workingHours, type Pause, type WorkingHours } from '@deskledger/kernel/working-time'
import { leanDue } from './lean-week.ts'
import type { Benchmark, Figure, Size } from './figure.ts'
import { orThrow } from './or-throw.ts'

const HOUR = 3600
/** Of work, at nine hours on five days a week. */
const TEN_YEARS = 10 * 52 * 45 * HOUR

const usualDay: readonly (readonly [string, string])[] = [
  ['08:00', '12:00'],
  ['13:00', '18:00'],
]

/** What a desk in Berlin works: two intervals on each of five days, ten holidays a year, one Saturday a year. */
const usualHours = (): WorkingHours => {
  const years = Array.from({ length: 30 }, (_, n) => String(2015 + n))
  const holidays = ['01-01', '01-06', '03-29', '05-01', '05-09', '05-20', '10-03', '12-24', '12-25', '12-26']
  return orThrow(
    workingHours({
      timeZone: 'Europe/Berlin',
      weekly: { mon: usualDay, tue: usualDay, wed: usualDay, thu: usualDay, fri: usualDay },
      holidays: years.flatMap((year) => holidays.map((day) => `${year}-${day}`)),
      extra: years.map((year) => ({ date: `${year}-06-14`, from: '10:00', to: '14:00' })),
    }),
  )
}

const STARTS = 4096 // a power of two
/** Instants all over ten years, in no order. */
const starts: readonly Instant[] = Array.from({ length: STARTS }, (_, n) =>
  instantOf(1_577_836_800_000 + ((n * 2_654_435_761) % 4_294_967_296) * 73),
)
const startOf = (n: number): Instant => starts[n & (STARTS - 1)] ?? ('' as Instant)

/**
 * Answers in a second of a core's time, whatever else runs beside; the best of five rounds. Each text is looked into,
 * since one that nobody looks at is not put together.
 */
const rate = (answers: number, answer: (n: number) => string | number): number => {
  let [best, seen] = [0, 0]
  for (let round = 0; round < 5; round++) {
    const { user } = process.cpuUsage()
    for (let n = 0; n < answers; n++) {
      const one = answer(n)
      seen += typeof one === 'string' ? one.charCodeAt(15) : one
    }
    best = Math.max(best, answers / ((process.cpuUsage().user - user) / 1e6))
  }
  if (!Number.isFinite(seen)) throw new Error('an answer was none')
  return best
}

const run = ({ quick }: Size): Promise<readonly Figure[]> => {
  const answers = quick ? 300_000 : 2_000_000
  const hours = usualHours()
  const asked = performance.now()
  orThrow(due(hours, startOf(0), TEN_YEARS))
  const first = performance.now() - asked
  const paused: readonly (readonly Pause[])[] = starts.map((start, n) => [
    [start, instantOf(millisOf(start) + (1 + (n % 7)) * HOUR * 1000)],
    [instantOf(millisOf(start) + 30 * HOUR * 1000), instantOf(millisOf(start) + (40 + (n % 90)) * HOUR * 1000)],
  ])
  const lean = rate(answers, (n) => leanDue(startOf(n), 4 * HOUR))
  const short = rate(answers, (n) => orThrow(due(hours, startOf(n), 4 * HOUR)))
  const long = rate(answers, (n) => orThrow(due(hours, startOf(n), TEN_YEARS)))
  const held = rate(answers, (n) => orThrow(due(hours, startOf(n), 16 * HOUR, paused[n & (STARTS - 1)])))
  const between = rate(answers, (n) => elapsed(hours, startOf(n), startOf(n + 1)))
  return Promise.resolve([
    {
      name: 'due in 4 hours of work, ISO texts in and out',
      value: short,
      unit: 'answers per core and second',
      baseline: { name: 'lean loop over a week in UTC, no zone, no holidays, ISO texts in and out', value: lean },
      demand: { of: 'value', atLeast: 500_000 },
      aim: { of: 'value', atLeast: 1_000_000 },
    },
    {
      name: 'due in ten years of work',
      value: long,
      unit: 'answers per core and second',
      baseline: { name: 'due in 4 hours of work', value: short },
      demand: { of: 'ratio', atLeast: 0.7 },
    },
    { name: 'due in 16 hours of work with two pauses', value: held, unit: 'answers per core and second' },
    { name: 'elapsed, up to ten years', value: between, unit: 'answers per core and second' },
    { name: 'the first answer over ten years, with the time zone found out', value: first, unit: 'ms' },
  ])
}

export const workingTime: Benchmark = {
  name: 'working-time',
  what: 'Due instants and elapsed time in the working hours of a desk in Berlin, on one core.',
  run,
}
