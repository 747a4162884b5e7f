import { dueInDays, intervals, shift } from './index.ts'
import {
  dueAndElapsed,
  hoursOf,
  instant,
  offsets,
  ours,
  pausesOf,
  right,
  segments,
  theirs,
  workingDays,
} from './oracles.spec.kit.ts'

describe('working time as the suites of other systems expect it', () => {
  it('has all their cases', () => {
    const counts = [dueAndElapsed, segments, offsets, workingDays].map(({ length }) => length)
    expect(counts).toStrictEqual([114, 6, 11, 13])
  })
  it.each(dueAndElapsed.map((one) => [`${one.id} ${one.kind}: ${one.description}`, one] as const))(
    '%s',
    (_, oracle) => {
      const answer = ours(oracle)
      const floored = oracle.tags?.includes('floor-minutes') === true
      expect(floored ? Math.floor(Number(answer) / 60) * 60 : answer).toBe(theirs(oracle))
    },
  )
  it.each(segments.map((one) => [`${one.id} segments: ${one.description}`, one] as const))('%s', (_, oracle) => {
    const found: (readonly [string, string])[] = []
    const all = intervals(hoursOf(oracle), instant(oracle.after), instant('9999-12-31T00:00:00Z'), pausesOf(oracle))
    for (const interval of all) {
      found.push(interval)
      if (found.length === oracle.take) break
    }
    expect(found).toStrictEqual(oracle.expected.map(([from, to]) => [instant(from), instant(to)]))
  })
  it.each(offsets.map((one) => [`${one.id} offset: ${one.description}`, one] as const))('%s', (_, oracle) => {
    const shifted = right(shift(hoursOf(oracle), instant(oracle.from), oracle.offset_minutes * 60))
    expect(shifted).toBe(instant(oracle.expected))
  })
  it.each(workingDays.map((one) => [`${one.id} days: ${one.description}`, one] as const))('%s', (_, oracle) => {
    const endOfDay = oracle.end_of_working_day === true
    const found = right(dueInDays(hoursOf(oracle), instant(oracle.start), oracle.working_days, { endOfDay }))
    expect(found).toBe(instant(oracle.expected))
  })
})
