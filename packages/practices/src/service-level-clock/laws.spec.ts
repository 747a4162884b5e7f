import { laws } from '@deskledger/testing'
import * as fc from 'fast-check'
import { berlin, clockId, steps, ticket } from './examples/said.ts'
import { serviceLevelClockPractice } from './practice.ts'

const roundTheClock = { timeZone: 'UTC', weekly: { sat: [['00:00', '24:00']] } } as const
const neverOpen = { timeZone: 'UTC', weekly: {} }

laws(serviceLevelClockPractice, {
  first: ['StartClock'],
  runs: 150,
  words: {
    ClockId: fc.constant(clockId),
    TicketId: fc.constant(ticket),
    Target: fc.constant('resolve'),
    AgreementId: fc.constantFrom('mail-gold', 'mail-silver'),
    CalendarId: fc.constant('office'),
    Count: fc.constantFrom(1, 25, 50, 75),
    EscalationStep: fc.record({
      percent: fc.constantFrom(1, 25, 50, 75, 100, 150),
      to: fc.constantFrom(...steps.map(({ to }) => to)),
      tell: fc.constantFrom([], ['ada'], ['ada', 'bob']),
    }),
    Goal: fc.constantFrom(
      { seconds: 60 },
      { seconds: 14_400 },
      { seconds: 400_000 },
      { days: 1, endOfDay: true },
      { days: 3, endOfDay: false },
    ),
    WorkingHoursDefinition: fc.oneof(
      { weight: 8, arbitrary: fc.constant(berlin) },
      { weight: 4, arbitrary: fc.constant(roundTheClock) },
      { weight: 1, arbitrary: fc.constant(neverOpen) },
    ),
  },
})
