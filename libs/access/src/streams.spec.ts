import { agreementExamples, agreementPractice } from '@deskledger/practices/agreement'
import { businessCalendarExamples, businessCalendarPractice } from '@deskledger/practices/business-calendar'
import { incidentPractice } from '@deskledger/practices/incident'
import { serviceLevelClockPractice } from '@deskledger/practices/service-level-clock'
import { incidentExamples } from '@deskledger/practices/incident'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import { register } from '@deskledger/register'
import { streamAbout } from './streams.ts'

describe('a stream', () => {
  it('of an incident and of its clocks is about that ticket', () => {
    const raise = incidentExamples.commands.RaiseIncident
    const start = serviceLevelClockExamples.commands.StartClock
    expect(streamAbout(`${incidentPractice.name}-${incidentPractice.keyOf(raise)}`)).toEqual({
      ticket: raise.incidentId,
    })
    expect(streamAbout(`${serviceLevelClockPractice.name}-${serviceLevelClockPractice.keyOf(start)}`)).toEqual({
      ticket: start.ticket,
    })
    expect(streamAbout('service-level-clock-a.b-c.resolve')).toEqual({ ticket: 'a.b-c' })
    expect(streamAbout('incident-incident-1')).toEqual({ ticket: 'incident-1' })
  })

  it('of an agreement or a calendar has no owner', () => {
    const [agreement] = Object.values(agreementExamples.commands)
    const [calendar] = Object.values(businessCalendarExamples.commands)
    if (agreement === undefined || calendar === undefined) throw new Error('There are examples.')
    expect(streamAbout(`${agreementPractice.name}-${agreementPractice.keyOf(agreement)}`)).toBe('Shared')
    expect(streamAbout(`${businessCalendarPractice.name}-${businessCalendarPractice.keyOf(calendar)}`)).toBe('Shared')
  })

  it('of any other kind is for programs', () => {
    for (const stream of ['numbers-incident', 'projection-x', 'incidents-1', '', '__proto__'])
      expect(streamAbout(stream)).toBe('Internal')
  })

  it('of every practice there is is one that is known', () => {
    for (const { name } of register) expect([name, streamAbout(`${name}-x.resolve`)]).not.toEqual([name, 'Internal'])
  })
})
