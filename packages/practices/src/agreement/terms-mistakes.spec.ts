import type { Currency, Money, Title } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { agreementId, calendar, euros, goodTerms, hours, reference, target } from './terms.spec.kit.ts'
import { termsMistakes } from './terms-mistakes.ts'
import { termsAsWritten, termsOf, type Escalation, type Penalty, type WrittenTerms } from './terms.ts'

const parties = { agreementId: agreementId('mail-gold'), customer: reference('acme') }
const found = (terms: WrittenTerms) =>
  termsMistakes(termsAsWritten(terms), parties).map(({ type, pointer }) => `${type} ${pointer}`)

const step: Escalation = { target: null, atPercent: 80, to: null, tell: ['ada' as never] }
const penalty: Penalty = {
  name: 'Late' as Title,
  type: 'penalty',
  per: 'breach',
  period: 'month',
  target: 'resolve',
  priority: null,
  tolerated: 0,
  amount: euros(100),
  most: null,
}
const yen: Money = { ...euros(1000), currency: 'JPY' as Currency }

const cases: readonly (readonly [string, WrittenTerms, readonly string[]])[] = [
  ['no targets', { targets: [] }, ['NoTargets /targets']],
  ...[0, -1, 0.5, NaN, 2 ** 53].map(
    (seconds) =>
      [
        `${seconds} seconds`,
        { targets: [target({ goal: { unit: 'seconds', seconds, calendar } })] },
        ['BadGoal /targets/0/goal/seconds'],
      ] as const,
  ),
  [
    '0 days',
    { targets: [target({ goal: { unit: 'days', days: 0, endOfDay: false, calendar } })] },
    ['BadGoal /targets/0/goal/days'],
  ],
  ...[0, 1_000_001].map(
    (ppm) =>
      [
        `${ppm} ppm`,
        { targets: [target({ target: 'available', goal: { unit: 'ppm', ppm, period: 'month', calendar } })] },
        ['BadGoal /targets/0/goal/ppm'],
      ] as const,
  ),
  [
    'units that do not fit',
    {
      targets: [target({ target: 'available' }), target({ goal: { unit: 'ppm', ppm: 1, period: 'week', calendar } })],
    },
    ['GoalDoesNotFit /targets/0/goal/unit', 'GoalDoesNotFit /targets/1/goal/unit'],
  ],
  [
    'warnings out of bounds',
    { targets: [target({ warnAt: [99, 1, 0, 100, 101, 50.5] })] },
    [2, 3, 4, 5].map((place) => `BadWarning /targets/0/warnAt/${place}`),
  ],
  [
    'tickets that do not fit',
    {
      targets: [
        target({ kind: 'request' }),
        target({ target: 'fulfil', kind: 'incident' }),
        target({
          target: 'available',
          kind: 'incident',
          priority: 1,
          goal: { unit: 'ppm', ppm: 1, period: 'week', calendar },
        }),
      ],
    },
    [
      'TicketDoesNotFit /targets/0/kind',
      'TicketDoesNotFit /targets/1/kind',
      'TicketDoesNotFit /targets/2/kind',
      'TicketDoesNotFit /targets/2/priority',
    ],
  ],
  [
    'another customer',
    { targets: [target({ customer: reference('umbrella') })] },
    ['CustomerDoesNotFit /targets/0/customer'],
  ],
  [
    'a target twice, also where the customer is the agreement’s',
    { targets: [target({ priority: 1 }), target(), target({ customer: reference('acme'), goal: hours(4) })] },
    ['TargetTwice /targets/2'],
  ],
  [
    'escalations out of bounds',
    {
      targets: [target()],
      escalations: [
        { ...step, atPercent: 0 },
        { ...step, atPercent: 1001 },
        { ...step, to: { type: 'hierarchic', level: 0, person: 'ada' as never } },
        { ...step, tell: [] },
        { ...step, target: 'respond' },
      ],
    },
    [
      'BadEscalation /escalations/0/atPercent',
      'BadEscalation /escalations/1/atPercent',
      'BadEscalation /escalations/2/to/level',
      'BadEscalation /escalations/3',
      'TargetNotPromised /escalations/4/target',
    ],
  ],
  [
    'penalties out of bounds',
    {
      targets: [target()],
      penalties: [
        { ...penalty, amount: euros(0) },
        { ...penalty, tolerated: -1 },
        { ...penalty, most: euros(99) },
        { ...penalty, most: yen },
        { ...penalty, target: 'available' },
      ],
    },
    [
      'BadPenalty /penalties/0/amount',
      'BadPenalty /penalties/1/tolerated',
      'BadPenalty /penalties/2/most',
      'BadPenalty /penalties/3/most',
      'TargetNotPromised /penalties/4/target',
    ],
  ],
  [
    'itself below it',
    { targets: [target()], underpinnedBy: [agreementId('network-ola'), parties.agreementId] },
    ['UnderpinnedByItself /underpinnedBy/1'],
  ],
]

describe('terms', () => {
  it.each(cases)('with %s are mistaken there', (_what, terms, mistakes) => {
    expect(found(terms)).toStrictEqual(mistakes)
  })
  it('have all their mistakes named at once, in sentences', () => {
    const [, { targets = [] } = {}] = cases[1] ?? []
    const all = termsMistakes(
      termsOf({ targets: [...targets, target({ warnAt: [150] })], penalties: [{ ...penalty, amount: euros(-5) }] }),
      parties,
    )
    expect(all.map(({ type }) => type)).toStrictEqual(['BadGoal', 'BadWarning', 'TargetTwice', 'BadPenalty'])
    for (const { message } of all) expect(message).toMatch(/^\S.*[.] [A-Z].*[.]$/)
    expect(all.map(({ message }) => message).join(' ')).toContain('At 100 % a target is breached')
  })
  it('at their bounds are no mistakes', () => {
    expect(
      found({
        targets: [
          target({ warnAt: [1, 99], goal: { unit: 'seconds', seconds: 1, calendar } }),
          target({ target: 'fulfil', kind: 'request', goal: { unit: 'days', days: 1, endOfDay: true, calendar } }),
          target({ target: 'available', goal: { unit: 'ppm', ppm: 1_000_000, period: 'year', calendar } }),
        ],
        escalations: [
          { ...step, atPercent: 1 },
          { ...step, atPercent: 1000, target: 'resolve' },
        ],
        penalties: [{ ...penalty, most: penalty.amount }],
      }),
    ).toStrictEqual([])
  })
  it('that differ in criteria are no mistakes', () => {
    fc.assert(
      fc.property(goodTerms, (terms) => {
        expect(termsMistakes(termsOf(terms), { ...parties, customer: null })).toStrictEqual([])
      }),
    )
  })
})
