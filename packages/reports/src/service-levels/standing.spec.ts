import type { Instant, StoredEvent } from '@deskledger/kernel'
import { agreementExamples, agreementReadModels, type AgreementEvent } from '@deskledger/practices/agreement'
import {
  businessCalendarExamples,
  businessCalendarReadModels,
  type BusinessCalendarEvent,
} from '@deskledger/practices/business-calendar'
import {
  serviceLevelClockExamples,
  serviceLevelClockReadModels,
  type ServiceLevelClockEvent,
} from '@deskledger/practices/service-level-clock'
import { right, viewsOfEvents } from '../views-of-events.spec.kit.ts'
import { calendarsIn } from './calendars-in.ts'
import { stored } from './clock-histories.spec.kit.ts'
import { clocksOf } from './clocks-of.ts'
import { gapsIn } from './gaps-in.ts'
import { inForceIn } from './in-force-in.ts'
import { whyNoClock } from './why-no-clock.ts'

const { events: agreements } = agreementExamples
const { events: clocks } = serviceLevelClockExamples
const agreed = [
  agreements.AgreementDrafted,
  agreements.TermsProposed,
  agreements.TermsAccepted,
  { ...agreements.TermsAccepted, side: 'customer' as const },
  agreements.AgreementBroughtIntoForce,
]
const models = [...agreementReadModels, ...businessCalendarReadModels, ...serviceLevelClockReadModels]

const viewsOf = (
  said: readonly (AgreementEvent | BusinessCalendarEvent)[],
  counted: readonly ServiceLevelClockEvent[] = [],
) => {
  const others = said.map((data) => ({ type: data.type, data, eventId: 'x' }) as unknown as StoredEvent<object>)
  return viewsOfEvents([...others, ...stored(counted)], undefined, models)
}

const summer = '2025-06-01T00:00:00.000Z' as Instant

describe('the clocks of a ticket', () => {
  it('are seen from an instant, by target', async () => {
    const respond = {
      ...clocks.ClockStarted,
      clockId: 'INC0000001.respond',
      target: 'respond',
    } as typeof clocks.ClockStarted
    const views = await viewsOf([], [clocks.ClockStarted, respond])
    const standing = right(await clocksOf(views, clocks.ClockStarted.ticket, clocks.ClockStarted.at)())
    expect(standing.map(({ target }) => target)).toEqual(['resolve', 'respond'])
    expect(standing[0]).toMatchObject({ status: 'Running', verdict: 'running', stoppedAt: null, elapsedSeconds: 0 })
    const { id } = clocks.ClockStarted.terms.agreement
    expect(standing[0]?.agreement.id).toBe(id)
    const later = right(await clocksOf(views, clocks.ClockStarted.ticket, summer)())
    expect(later).toMatchObject([{ verdict: 'missed' }, { verdict: 'missed' }])
  })
  it('are none of a ticket that has none', async () => {
    const views = await viewsOf([], [clocks.ClockStarted])
    expect(right(await clocksOf(views, 'INC0000999', summer)())).toEqual([])
  })
})

describe('promises in force', () => {
  it('are found, with what is to bear them and does not, in words too', async () => {
    const views = await viewsOf(agreed)
    expect(right(await inForceIn(views)())).toHaveLength(1)
    const [bearing] = agreements.TermsProposed.terms.underpinnedBy
    expect(right(await gapsIn(views, { at: summer })())).toMatchObject({
      at: summer,
      agreements: [
        {
          agreementId: 'mail-gold',
          underpinnedBy: [bearing],
          gaps: [{ type: 'NotInForce', words: `${bearing ?? ''} is to underpin it, and is not in force.` }],
        },
      ],
    })
  })
  it('are none before they begin; an agreement that never is has no answer', async () => {
    const views = await viewsOf(agreed)
    const before = '2001-01-01T00:00:00.000Z' as Instant
    expect(right(await gapsIn(views, { at: before, agreement: 'mail-gold' })())).toEqual({ at: before, agreements: [] })
    expect(right(await gapsIn(views, { at: summer, agreement: 'none' })())).toBeUndefined()
  })
})

describe('a ticket without a clock', () => {
  const ticket = { priority: null, service: null, customer: null, reportedAt: summer }
  const sentencesOf = async (said: readonly (AgreementEvent | BusinessCalendarEvent)[], asked: object = {}) =>
    right(await whyNoClock(await viewsOf(said), { ...ticket, ...asked }, 'resolve')()).sentences
  const [target] = agreements.TermsProposed.terms.targets.filter((one) => one.target === 'resolve')
  const fitting = {
    priority: target?.priority ?? null,
    service: target?.service ?? null,
    customer: agreements.AgreementDrafted.customer,
  }

  it('is one that nobody promised anything for', async () => {
    expect(await sentencesOf([])).toEqual([
      expect.stringMatching(/^No service level agreement has a target to resolve\./),
    ])
  })
  it('is one that no promise fits, and by which criterion', async () => {
    const [head, ...lost] = await sentencesOf(agreed)
    expect(head).toBe('No target of an agreement fits it:')
    expect(lost[0]).toContain('the ticket has none')
  })
  it('is one that was promised something that no calendar counts, or was promised too late', async () => {
    expect(await sentencesOf(agreed, fitting)).toEqual([expect.stringContaining('but there is no calendar')])
    const counted = [...agreed, businessCalendarExamples.events.CalendarDefined]
    expect(await sentencesOf(counted, fitting)).toEqual([expect.stringContaining('it did not when the ticket began')])
  })
})

it('calendars are those that stand, as clocks pin them', async () => {
  const { CalendarDefined: defined } = businessCalendarExamples.events
  const views = await viewsOf([defined])
  expect(right(await calendarsIn(views)())).toEqual([
    { id: defined.calendarId, version: 1, definition: defined.definition },
  ])
})
