import { instantOf, type ClockId } from '@deskledger/kernel'
import type { WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import { hoursKeyOf } from '@deskledger/practices/service-level-clock'
import type { Query, Views } from '@deskledger/read-store'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { right } from '../views-of-events.spec.kit.ts'
import { hoursBehind } from './hours-behind.ts'

const day = (from: string): WorkingHoursDefinition => ({
  timeZone: 'Europe/Berlin',
  weekly: { mon: [[from, '17:00']] },
  holidays: [],
  extra: [],
})
const [early, late] = [day('07:00'), day('10:00')]
const rowOf = (clockId: string, definition: WorkingHoursDefinition) => ({
  clockId: clockId as ClockId,
  hours: hoursKeyOf(definition),
})

/** Clocks as they are when they are asked, and what was asked. */
const viewsOf = (clocks: Readonly<Record<string, WorkingHoursDefinition>>) => {
  const asked: (readonly string[])[] = []
  const find = (_: string, { where = [] }: Query) => {
    const [wanted] = where.flatMap((condition) => ('in' in condition ? [condition.in as readonly string[]] : []))
    asked.push(wanted ?? [])
    const found = (wanted ?? []).flatMap((key) => {
      const definition = clocks[key]
      const document = { terms: { calendar: { definition } } }
      return definition === undefined ? [] : [{ key, position: instantOf(0), document }]
    })
    return TE.right({ found, next: null })
  }
  return { views: { find } as unknown as Views, asked }
}

describe('hours that rows go by', () => {
  it('are read once for each, however many rows have them', async () => {
    const rows = [rowOf('A', early), rowOf('B', early), rowOf('C', late), rowOf('D', early)]
    const { views, asked } = viewsOf({ A: early, B: early, C: late, D: early })
    expect(right(await hoursBehind(views, rows)())).toEqual(new Map([early, late].map((one) => [hoursKeyOf(one), one])))
    expect(asked.map((keys) => keys.toSorted())).toEqual([['A', 'C']])
  })
  it('are asked of the next clock where one was given others meanwhile', async () => {
    const rows = [rowOf('A', early), rowOf('B', early), rowOf('C', early)]
    const { views, asked } = viewsOf({ A: late, C: early })
    expect(right(await hoursBehind(views, rows)()).get(hoursKeyOf(early))).toEqual(early)
    expect(asked).toEqual([['A'], ['B'], ['C']])
  })
  it('are unknown where no clock has them any more', async () => {
    const { views } = viewsOf({ A: late })
    expect(right(await hoursBehind(views, [rowOf('A', early)])()).has(hoursKeyOf(early))).toBe(false)
  })
})
