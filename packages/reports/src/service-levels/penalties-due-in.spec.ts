import type { AgreementId, Instant, StoredEvent } from '@deskledger/kernel'
import { agreementExamples, agreementReadModels, type TermsProposed } from '@deskledger/practices/agreement'
import {
  serviceLevelClockExamples,
  serviceLevelClockReadModels,
  type ServiceLevelClockEvent,
} from '@deskledger/practices/service-level-clock'
import { right, viewsOfEvents } from '../views-of-events.spec.kit.ts'
import { stored } from './clock-histories.spec.kit.ts'
import { penaltiesDueIn } from './penalties-due-in.ts'

const { events } = serviceLevelClockExamples
const proposed = agreementExamples.events.TermsProposed
const mail = 'mail-gold' as AgreementId
const march = {
  period: 'month',
  from: '2025-03-01T00:00:00.000Z' as Instant,
  until: '2025-04-01T00:00:00.000Z' as Instant,
} as const

/** A clock that was due at an instant under a version of the agreement, and breached. */
const breach = (number: number, at: string, version = 3): readonly ServiceLevelClockEvent[] => {
  const clockId = `INC000000${number}.resolve` as typeof events.ClockStarted.clockId
  const dueAt = at as Instant
  const { terms } = events.ClockStarted
  const agreement = { ...terms.agreement, version: version as typeof terms.agreement.version }
  return [
    { ...events.ClockStarted, clockId, dueAt, terms: { ...terms, agreement } },
    { ...events.ClockBreached, clockId, breachedAt: dueAt },
  ]
}

const version = (number: number, minor: number): TermsProposed => ({
  ...proposed,
  agreementId: mail,
  version: number as TermsProposed['version'],
  terms: {
    ...proposed.terms,
    penalties: proposed.terms.penalties.map((penalty) => ({
      ...penalty,
      tolerated: 1,
      target: 'resolve' as const,
      per: 'breach' as const,
      period: 'month' as const,
      type: 'penalty' as const,
      priority: null,
      most: null,
      amount: { ...penalty.amount, minor: minor as typeof penalty.amount.minor },
    })),
  },
})

const dueOf = async (...clocks: readonly (readonly ServiceLevelClockEvent[])[]) => {
  const versions = [version(3, 10_000), version(4, 700)].map(
    (data) => ({ type: data.type, data, eventId: 'x' }) as unknown as StoredEvent<object>,
  )
  const views = await viewsOfEvents([...versions, ...stored(clocks.flat())], undefined, [
    ...agreementReadModels,
    ...serviceLevelClockReadModels,
  ])
  return right(await penaltiesDueIn(views, mail, march)())
}

describe('penalties due', () => {
  it('follow from the breaches of the period, those tolerated left out', async () => {
    const due = await dueOf(
      breach(1, '2025-03-01T00:00:00.000Z'),
      breach(2, '2025-03-15T12:00:00.000Z'),
      breach(3, '2025-03-31T23:59:59.000Z'),
      breach(4, '2025-04-01T00:00:00.000Z'),
    )
    expect(due).toMatchObject({ breaches: 3, totals: [{ currency: 'EUR', penalty: 20_000, credit: 0 }] })
    expect(due.versions).toMatchObject([{ version: 3, breaches: 3, due: [{ times: 2 }] }])
  })
  it('go by the version that each clock went by', async () => {
    const due = await dueOf(
      breach(1, '2025-03-02T00:00:00.000Z'),
      breach(2, '2025-03-03T00:00:00.000Z'),
      breach(3, '2025-03-04T00:00:00.000Z', 4),
      breach(4, '2025-03-05T00:00:00.000Z', 4),
    )
    expect(due.totals).toStrictEqual([{ currency: 'EUR', penalty: 10_700, credit: 0 }])
  })
  it('are none where nothing was breached', async () => {
    expect(await dueOf()).toStrictEqual({ agreement: mail, billed: march, breaches: 0, versions: [], totals: [] })
  })
})
