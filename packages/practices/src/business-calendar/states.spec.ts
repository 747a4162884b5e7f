import * as E from 'fp-ts/lib/Either.js'
import type { BusinessCalendarCommand } from './commands.ts'
import { businessCalendarDecider } from './decide.ts'
import type { BusinessCalendarEvent } from './events.ts'
import { businessCalendarExamples } from './examples.ts'
import type { BusinessCalendarRefusal } from './refusals.ts'
import type { BusinessCalendar } from './state.ts'

type Type = BusinessCalendarCommand['type']
type Standing = BusinessCalendar['status']

const { commands, events } = businessCalendarExamples
const { decide, evolve, initial } = businessCalendarDecider

/** How a calendar gets into each status. */
const histories: Readonly<Record<Standing, readonly BusinessCalendarEvent[]>> = {
  Unknown: [],
  Active: [events.CalendarDefined],
  Retired: [events.CalendarDefined, events.CalendarRetired],
}
const statuses = Object.keys(histories) as Standing[]

const refusal = (status: Standing, type: Type): BusinessCalendarRefusal['type'] | undefined => {
  if (type === 'DefineCalendar') return status === 'Retired' ? 'CalendarAlreadyDefined' : undefined
  if (status === 'Unknown') return 'CalendarNotFound'
  // The same retirement again adds nothing.
  return status === 'Retired' && type !== 'RetireCalendar' ? 'CalendarAlreadyRetired' : undefined
}

const pairs = (Object.keys(commands) as Type[]).flatMap((type) =>
  statuses.map((status) => [type, status, refusal(status, type)] as const),
)
const ask = (type: Type, status: Standing) => decide(commands[type], histories[status].reduce(evolve, initial))

describe('every command in every status', () => {
  it.each(pairs.filter(([, , why]) => why === undefined))('%s may be asked when %s', (type, status) => {
    expect(ask(type, status)).toMatchObject({ _tag: 'Right' })
  })
  it.each(pairs.filter(([, , why]) => why !== undefined))('%s when %s is refused: %s', (type, status, why) => {
    expect(ask(type, status)).toStrictEqual(E.left(expect.objectContaining({ type: why, calendarId: 'berlin-office' })))
  })
  it('reaches each status by its history', () => {
    expect(statuses.map((status) => histories[status].reduce(evolve, initial).status)).toStrictEqual(statuses)
  })
})
