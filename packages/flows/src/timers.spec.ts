import type { IncidentId } from '@deskledger/kernel'
import { incidentDetails } from '@deskledger/practices/incident'
import { serviceLevelStatus } from '@deskledger/practices/service-level-clock'
import { clockWarnsAndBreaches } from './clock-warns-and-breaches.ts'
import { deskFlows, deskTimers } from './desk.ts'
import { instant } from './promises.spec.kit.ts'
import { resolvedIncidentClosesItself } from './resolved-incident-closes-itself.ts'

const tables = [...incidentDetails.tables, ...serviceLevelStatus.tables]

describe('timers of a service desk', () => {
  it('close what was resolved some days ago, at the instant at which it is due', () => {
    const timers = resolvedIncidentClosesItself({ days: 5 })
    expect(timers.after).toBe(5 * 24 * 3_600_000)
    const row = { wakeAt: instant('2025-03-03T09:00:00.000Z'), incidentId: 'INC0000001' as IncidentId }
    expect(timers.asks(row, instant('2025-03-08T09:00:00.000Z'))).toEqual({
      type: 'CloseIncident',
      incidentId: 'INC0000001',
      by: 'incident-closing-timer',
      at: '2025-03-08T09:00:00.000Z',
    })
  })
  it('ask of a clock what it says itself', () => {
    const at = instant('2025-03-03T09:00:00.000Z')
    const ask = { type: 'BreachClock', clockId: 'INC0000001.resolve', by: 'service-level-timer', at } as never
    expect(clockWarnsAndBreaches.asks({ wakeAt: at, ask }, at)).toBe(ask)
    expect(clockWarnsAndBreaches.after).toBeUndefined()
  })
  it('are read from tables with an index on their instants', () => {
    const names = deskTimers().map(({ table }) => table)
    const indexes = names.map((name) => tables.find((table) => table.name === name)?.indexes)
    expect(indexes).toEqual(names.map(() => [{ name: 'wakeAt', fields: ['wakeAt'] }]))
  })
  it('close after 5 days, after as many as are said, or never', () => {
    const closing = (days?: number) =>
      deskTimers({ closeAfterDays: days })
        .filter(({ name }) => name === 'resolved-incident-closes-itself')
        .map(({ after, sentence }) => [after, sentence])
    const day = 86_400_000
    expect(closing()).toEqual([[5 * day, 'An incident that was resolved and not reopened is closed 5 days later.']])
    expect(closing(1)).toMatchObject([[day, expect.anything()]])
    expect(closing(0)).toEqual([])
  })
})

describe('what happens by itself', () => {
  it('has a name and a sentence each', () => {
    const all = [...deskFlows, ...deskTimers()]
    expect(all.map(({ name }) => name)).toEqual([
      'incident-runs-service-level-clocks',
      'breach-escalates',
      'clock-warns-and-breaches',
      'resolved-incident-closes-itself',
    ])
    for (const { sentence } of all) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })
})
