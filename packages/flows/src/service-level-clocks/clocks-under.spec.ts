import { erasedFlow, type Message } from '@deskledger/kernel'
import type { AgreementBroughtIntoForce } from '@deskledger/practices/agreement'
import type { VersionEvent } from '@deskledger/practices/business-calendar'
import type { ClockRetargeted } from '@deskledger/practices/service-level-clock'
import * as fc from 'fast-check'
import { gold, hold, monday, openWith, raised, reopen, resolve, resume, urgency } from '../clocks-asked.spec.kit.ts'
import { histories } from '../desk-histories.spec.kit.ts'
import { openDesk, type Written } from '../desk.spec.kit.ts'
import { incidentRunsServiceLevelClocks } from '../incident-runs-service-level-clocks.ts'
import { clocksUnder, type Agreed } from './clocks-under.ts'

type Desk = ReturnType<typeof openDesk>

const incidentIds = ['INC0000001', 'INC0000002', 'INC0000003']
const told = new Set(['ClockWarned', 'ClockBreached', 'ClockEscalated'])

/** Of a history: what is agreed first, and all that is asked of incidents later. */
const agreedOnce = (history: readonly Written[]): readonly Written[] => {
  const begun = history.findIndex((command) => 'incidentId' in command)
  return [...history.slice(0, begun), ...history.slice(begun).filter((command) => 'incidentId' in command)]
}

const breachOf = (clockId: string, at: unknown): Written => ({
  type: 'BreachClock',
  clockId,
  by: 'service-level-timer',
  at,
})

/** As a timer would, now and then. */
const tellBreaches = (desk: Desk, at: unknown): void => {
  for (const id of incidentIds) for (const target of ['respond', 'resolve']) desk.tries(breachOf(`${id}.${target}`, at))
}

const played = (history: readonly Written[], afterEach: (desk: Desk, at: unknown) => void): Desk => {
  const desk = openDesk([erasedFlow(incidentRunsServiceLevelClocks)])
  for (const command of history) {
    desk.tries(command)
    afterEach(desk, command['at'])
  }
  return desk
}

/** What the log says is agreed, read plainly. */
const agreedIn = (desk: Desk): Agreed => {
  const said = desk.log().map(({ data }) => data)
  return {
    inForce: said
      .filter((data) => data.type === 'AgreementBroughtIntoForce')
      .map((data) => data as AgreementBroughtIntoForce),
    calendars: said
      .filter((data) => data.type === 'CalendarDefined')
      .map((data) => {
        const { calendarId: id, version, definition } = data as VersionEvent
        return { id, version, definition }
      }),
  }
}

const streamIn = (desk: Desk, stream: string) => desk.log().filter((event) => event.stream === stream)

const eventsIn = (desk: Desk, stream: string): readonly Message[] => streamIn(desk, stream).map(({ data }) => data)

/** Without what timers told, and what a retarget repeats of it: when time steps back, a breach may be told that is not due. */
const untold = (events: readonly Message[]): readonly Message[] =>
  events
    .filter(({ type }) => !told.has(type))
    .map((event) => {
      if (event.type !== 'ClockRetargeted') return event
      const { superseded, ...rest } = event as ClockRetargeted
      return { ...rest, superseded: { ...superseded, breachedAt: null } }
    })

const asTheyAre = (events: readonly Message[]): readonly Message[] => events

describe('the clocks of an incident under an agreement', () => {
  it.each([
    ['event by event', () => undefined, asTheyAre],
    ['but for what timers tell', tellBreaches, untold],
  ])(
    'are those that the flow runs where it is in force from the beginning, whatever happens: %s',
    (_, afterEach, seen) => {
      fc.assert(
        fc.property(histories, (history) => {
          const desk = played(agreedOnce(history), afterEach)
          const under = clocksUnder(agreedIn(desk))
          for (const id of incidentIds)
            for (const { clockId, events, refused } of under(streamIn(desk, `incident-${id}`))) {
              expect(refused).toEqual([])
              expect(seen(events)).toEqual(seen(eventsIn(desk, `service-level-clock-${clockId}`)))
            }
        }),
        { numRuns: 200 },
      )
    },
  )
  it('are there for an incident that had none', () => {
    const agreed = agreedIn(openWith(...gold))
    const later = [hold('10:00'), resume('11:00'), urgency(1, '12:00'), resolve('16:00'), reopen('16:30')]
    const desk = openWith(...raised.slice(gold.length), ...later)
    expect(desk.log().filter(({ stream }) => stream.startsWith('service-level-clock'))).toEqual([])
    const clocks = clocksUnder(agreed)(streamIn(desk, 'incident-INC0000001'))
    expect(clocks.map(({ clockId, target, events }) => [clockId, target, events.map(({ type }) => type)])).toEqual([
      [
        'INC0000001.respond',
        'respond',
        ['ClockStarted', 'ClockNotPaused', 'ClockResumed', 'ClockRelabelled', 'ClockBreached', 'ClockStopped'],
      ],
      [
        'INC0000001.resolve',
        'resolve',
        [
          'ClockStarted',
          'ClockPaused',
          'ClockResumed',
          'ClockRetargeted',
          'ClockBreached',
          'ClockStopped',
          'ClockRestarted',
        ],
      ],
    ])
    expect(clocks[1]?.events.at(5)).toMatchObject({ at: monday('16:00'), elapsedSeconds: 6 * 3600, verdict: 'missed' })
  })
  it('have no events where nothing is promised, and are none where no incident was raised', () => {
    const desk = openWith(...raised)
    const under = clocksUnder({ inForce: [], calendars: [] })
    expect(under(streamIn(desk, 'incident-INC0000001'))).toMatchObject([{ events: [] }, { events: [] }])
    expect(under(desk.log().filter(({ stream }) => stream === 'agreement-gold'))).toEqual([])
  })
  it('say what forbids terms that no clock can go by', () => {
    const desk = openWith(...raised)
    const { inForce, calendars } = agreedIn(desk)
    const closed = calendars.map((one) => ({ ...one, definition: { ...one.definition, weekly: {} } }))
    const [respond] = clocksUnder({ inForce, calendars: closed })(streamIn(desk, 'incident-INC0000001'))
    expect(respond).toMatchObject({ events: [], refused: [{ type: 'CalendarUnusable' }] })
  })
})
