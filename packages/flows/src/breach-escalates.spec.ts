import { erasedFlow, type Message } from '@deskledger/kernel'
import { breachEscalates } from './breach-escalates.ts'
import { openDesk, type Written } from './desk.spec.kit.ts'
import { incidentRunsServiceLevelClocks } from './incident-runs-service-level-clocks.ts'
import { ada, agreement, calendar, carol, HOUR, network, on, raise, text, within } from './promises.spec.kit.ts'

const monday = (time: string): string => `2025-03-03T${time}:00.000Z`

const terms = {
  targets: [within(1800, 'respond'), within(4 * HOUR, 'resolve')],
  escalations: [
    { target: 'resolve' as const, atPercent: 50, to: { type: 'functional' as const, group: network }, tell: [ada] },
    { target: null, atPercent: 100, to: { type: 'hierarchic' as const, level: 2, person: carol }, tell: [] },
    { target: null, atPercent: 100, to: null, tell: [ada, carol] },
  ],
}

/** An incident of Monday, 9:00, with both its flows. */
const opened = () => {
  const desk = openDesk([erasedFlow(incidentRunsServiceLevelClocks), erasedFlow(breachEscalates)])
  desk.does(calendar, ...agreement('gold', '2025-01-01T00:00:00.000Z', terms), raise(monday('09:00')))
  desk.asked()
  return desk
}

const used = (target: string, percent: number, at: string): Written => ({
  type: 'EscalateClock',
  clockId: `INC0000001.${target}`,
  by: 'service-level-timer',
  at: monday(at),
  percent,
})

const ofIncidents = (asked: readonly Message[]): readonly Message[] => asked.filter((one) => 'incidentId' in one)

describe('a clock of which so much is used', () => {
  it('hands its incident on and tells who is to be told, at the instant at which it was used, however late', () => {
    const desk = opened()
    desk.does(used('resolve', 50, '12:00'))
    const said = { incidentId: 'INC0000001', by: 'service-level-escalation', at: monday('11:00') }
    expect(ofIncidents(desk.asked())).toEqual([
      { type: 'EscalateFunctionally', ...said, toGroup: 'network', reason: '50 % of the time to resolve is used.' },
      { type: 'AddWatcher', ...said, watcher: 'ada' },
    ])
    expect(desk.state('incident-INC0000001')).toMatchObject({ group: 'network', watchers: ['ada'] })
    expect(desk.refused()).toEqual([])
  })
  it('goes up the line, in the order in which it was agreed', () => {
    const desk = opened()
    desk.does(used('respond', 100, '10:00'))
    const said = { incidentId: 'INC0000001', by: 'service-level-escalation', at: monday('09:30') }
    expect(ofIncidents(desk.asked())).toEqual([
      {
        type: 'EscalateHierarchically',
        ...said,
        level: 2,
        to: 'carol',
        reason: '100 % of the time to respond is used.',
      },
      { type: 'AddWatcher', ...said, watcher: 'ada' },
      { type: 'AddWatcher', ...said, watcher: 'carol' },
    ])
  })
  it('asks in vain where the rules of incidents say no, and nothing breaks', () => {
    const desk = opened()
    const further: Written = {
      type: 'EscalateHierarchically',
      ...on(monday('09:10')),
      level: 3,
      to: 'dora',
      reason: text,
    }
    desk.does(further)
    desk.does(used('respond', 100, '10:00'))
    expect(desk.refused()).toMatchObject([{ type: 'EscalationGoesUp' }])
    expect(desk.state('incident-INC0000001')).toMatchObject({
      escalation: { level: 3, to: 'dora' },
      watchers: ['ada', 'carol'],
    })
  })
  it('asks nothing of tickets of other kinds', () => {
    const desk = openDesk([erasedFlow(incidentRunsServiceLevelClocks), erasedFlow(breachEscalates)])
    desk.does(calendar, ...agreement('gold', '2025-01-01T00:00:00.000Z', terms), raise(monday('09:00')))
    const [start] = desk.asked()
    const own = { ticket: 'REQ0000001', clockId: 'REQ0000001.respond', kind: 'request' }
    const started: Written = { ...start, type: 'StartClock', ...own }
    const escalated: Written = { ...used('respond', 100, '10:00'), clockId: own.clockId }
    desk.does(started, escalated)
    expect(desk.log().at(-1)).toMatchObject({ type: 'ClockEscalated' })
    expect(ofIncidents(desk.asked())).toEqual([])
  })
})
