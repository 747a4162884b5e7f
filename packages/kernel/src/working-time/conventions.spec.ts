import * as E from 'fp-ts/lib/Either.js'
import { due, elapsed } from './index.ts'
import { conventions, hoursOf, instant, ours, theirs } from './oracles.spec.kit.ts'

const caseOf = (id: string) => {
  const found = conventions.find((one) => one.id === id)
  if (found === undefined) throw new Error(`there is no case ${id}`)
  return found
}
const named = new Set<string>()

/** The source goes the way we go. */
const agrees = (id: string, why: string): void => {
  named.add(id)
  it(`${id} as its source: ${why}`, () => {
    expect(ours(caseOf(id))).toBe(theirs(caseOf(id)))
  })
}

/** The source goes another way: ours is given. */
const differs = (id: string, why: string, our: string | number): void => {
  named.add(id)
  it(`${id} unlike its source: ${why}`, () => {
    expect(ours(caseOf(id))).toBe(our)
    expect(theirs(caseOf(id))).not.toBe(our)
  })
}

describe('a target met when the hours close', () => {
  agrees('A001', 'is due at closing, since then all its time is worked, also after a pause from the start')
  agrees('A003', 'is due at closing, also where a pause made it so')
  agrees('A009', 'is due at closing, when it takes all of an interval')
  agrees('A022', 'is due at closing, when it takes all of the only working day')
  differs('A004', 'is not due at the next opening: nothing is worked in between', '2013-06-04T16:00:00Z')
})

describe('a target of nothing', () => {
  agrees('A005', 'is due at the next opening: where any time at all would begin to count')
  agrees('A010', 'is due at once inside the hours')
  agrees('A016', 'is due after a holiday, when work begins again')
  agrees('A017', 'is due on Monday, when asked on Sunday')
  agrees('A018', 'is due at opening, when asked a minute early')
  agrees('A019', 'is due at the next opening, when asked at closing: an end is not in its interval any more')
  agrees('A020', 'is due at opening by the local clock, on the day when clocks go forward')
  agrees('A021', 'is due at opening by the local clock, on the day when clocks go back')
  agrees('A023', 'is due on Monday, when asked on Saturday')
})

describe('an end before its start', () => {
  agrees('A006', 'has no time elapsed: time worked is never negative')
  agrees('A007', 'has no time elapsed, over a week too')
  agrees('A011', 'has no time elapsed, round the clock too')
  differs('A014', 'has no time elapsed, not minus so much: a clock that stops early owes nothing', 0)
})

describe('real time', () => {
  differs('A015', 'is counted on a day of 25 hours: people worked 25, whatever the clock on the wall showed', 25 * 3600)
  agrees('A031', 'is counted through the hour that comes twice, both times')
})

describe('seconds', () => {
  differs('A002', 'are kept when a pause ends: a pause to the minute would lose 36 of them', '2016-11-09T09:26:36Z')
})

describe('a pause without end', () => {
  named.add('A012')
  it('A012 unlike its source: leaves nothing due while it lasts, for nobody knows when; as of any instant it is exact', () => {
    const paused = caseOf('A012')
    const hours = hoursOf(paused)
    const [start, since] = [instant(paused.start), instant('2016-04-12T16:52:53Z')]
    const secondsLeft = 1440 * 60 - (2 * 60 + 45)
    expect(due(hours, start, 1440 * 60, [[since, null]])).toMatchObject(
      E.left({ type: 'StillPaused', since, secondsLeft }),
    )
    // as of the instant of pausing: the source, without the 4 minutes that its timer sleeps
    expect(due(hours, start, 1440 * 60, [[since, since]])).toStrictEqual(E.right('2016-04-14T18:50:08.000Z'))
    const now = instant('2016-04-12T17:00:02Z')
    expect(due(hours, now, secondsLeft)).toStrictEqual(due(hours, start, 1440 * 60, [[since, now]]))
    expect(elapsed(hours, start, instant('2030-01-01T00:00:00Z'), [[since, null]])).toBe(2 * 60 + 45)
  })
  differs('A013', 'changes nothing when it begins after the target was due', '2016-04-14T18:57:17Z')
})

describe('pauses', () => {
  agrees('A008', 'count for the target they are given with: which target a pause stops is not for arithmetic to say')
  agrees('A030', 'move the target by as much as was open while they lasted')
})

describe('what manuals promise', () => {
  agrees('A024', 'is kept: nothing elapses on a weekend')
  agrees('A025', 'is kept: round the clock all time elapses')
  agrees('A026', 'is kept: an afternoon and no morning')
  agrees('A027', 'is kept: what is left over goes to the next morning')
  agrees('A028', 'is kept: inside one day')
  agrees('A029', 'is kept: one hour today, three tomorrow')
})

describe('the cases where systems disagree', () => {
  it('have one test each', () => {
    expect([...named].sort()).toStrictEqual(conventions.map(({ id }) => id).sort())
    expect(conventions).toHaveLength(31)
  })
})
