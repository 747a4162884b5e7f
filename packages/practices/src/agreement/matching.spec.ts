import type { Instant } from '@deskledger/kernel'
import { poisoned } from '@deskledger/testing'
import * as fc from 'fast-check'
import { criteriaOf, rankOf } from './criteria.ts'
import { isWithin, type InForce } from './in-force.ts'
import { matchAgreement, tiesOf, type Asked, type Loser, type Match } from './matching.ts'
import { agreementId, criteria, goodTerms, hours, inForce, instant, reference, target } from './terms.spec.kit.ts'

const [mail, web, acme] = ['mail', 'web', 'acme'].map(reference) as [
  ReturnType<typeof reference>,
  ReturnType<typeof reference>,
  ReturnType<typeof reference>,
]
const asked: Asked = {
  kind: 'incident',
  priority: 1,
  service: mail,
  customer: acme,
  target: 'resolve',
  at: instant('2025-06-01'),
}

const winnerOf = (match: Match): string =>
  match.type === 'Matched' ? `${match.winner.agreementId}/${match.winner.place}` : match.type
const detailOf = (why: Loser['why']): unknown =>
  why.type === 'DoesNotFit' ? why.criteria : why.type === 'LessSpecific' ? why.lacks : undefined
const lostOf = ({ lost }: Match): readonly (readonly unknown[])[] =>
  lost.map(({ agreementId: id, place, why }) => [`${id}/${place}`, why.type, detailOf(why)])

describe('the target for a ticket', () => {
  it('is the most specific one that fits, and says why', () => {
    const mailTargets = [target(), target({ priority: 1, goal: hours(4) }), target({ priority: 2 })]
    const match = matchAgreement([inForce('mail-sla', mailTargets)], asked)
    expect(match).toMatchObject({ type: 'Matched', matched: ['priority'], target: { goal: hours(4) } })
    expect(winnerOf(match)).toBe('mail-sla/1')
    expect(lostOf(match)).toStrictEqual([
      ['mail-sla/0', 'LessSpecific', 'priority'],
      ['mail-sla/2', 'DoesNotFit', ['priority']],
    ])
  })
  it.each<[string, InForce, InForce]>([
    [
      'customer weighs more than service, priority and kind together',
      inForce('theirs', [target()], { customer: acme }),
      inForce('ours', [target({ service: mail, priority: 1, kind: 'incident' })]),
    ],
    [
      'service weighs more than priority and kind together',
      inForce('mail', [target({ service: mail })]),
      inForce('ours', [target({ priority: 1, kind: 'incident' })]),
    ],
    [
      'priority weighs more than kind',
      inForce('first', [target({ priority: 1 })]),
      inForce('ours', [target({ kind: 'incident' })]),
    ],
    [
      'of two that name the same, the one that names more',
      inForce('both', [target({ service: mail, priority: 1 })]),
      inForce('one', [target({ service: mail })]),
    ],
  ])('%s', (_rule, winner, loser) => {
    expect(winnerOf(matchAgreement([loser, winner], asked))).toBe(`${winner.agreementId}/0`)
  })
  it('is none where nothing fits, and says why not', () => {
    const over = inForce('old', [target()], { until: asked.at })
    const other = inForce('web-sla', [target({ service: web, customer: reference('umbrella') })])
    const match = matchAgreement([over, other], asked)
    expect(match.type).toBe('NoMatch')
    expect(lostOf(match)).toStrictEqual([
      ['old/0', 'NotInForce', undefined],
      ['web-sla/0', 'DoesNotFit', ['customer', 'service']],
    ])
  })
  it('is never one that a ticket only might fit', () => {
    const match = matchAgreement([inForce('mail-sla', [target({ priority: 1 })])], { ...asked, priority: null })
    expect(lostOf(match)).toStrictEqual([['mail-sla/0', 'DoesNotFit', ['priority']]])
  })
  it('is for no one to choose where two agreements say it equally', () => {
    const one = inForce('one', [target({ priority: 1 })])
    const other = inForce('other', [target(), target({ priority: 1 })])
    expect(matchAgreement([one, other], asked)).toMatchObject({
      type: 'Tied',
      between: [
        { agreementId: 'one', version: 1, place: 0 },
        { agreementId: 'other', version: 1, place: 1 },
      ],
      lost: [{ agreementId: 'other', place: 0, why: { type: 'LessSpecific', lacks: 'priority' } }],
    })
  })
  it('is in force from its first moment up to its last', () => {
    const from = instant('2025-02-01')
    const one = inForce('one', [target()], { from, until: instant('2025-03-01') })
    const at = ['2025-01-31T23:59:59.999Z', from, '2025-02-28T23:59:59.999Z', '2025-03-01T00:00:00.000Z']
    expect(at.map((moment) => matchAgreement([one], { ...asked, at: moment as Instant }).type)).toStrictEqual([
      'NoMatch',
      'Matched',
      'Matched',
      'NoMatch',
    ])
  })
  it('is of the kind of agreement asked for, else of an SLA', () => {
    const both = [inForce('ola', [target()], { kind: 'OLA' }), inForce('sla', [target()])]
    expect(winnerOf(matchAgreement(both, asked))).toBe('sla/0')
    expect(winnerOf(matchAgreement(both, { ...asked, agreement: 'OLA' }))).toBe('ola/0')
  })
})

const agreements = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .tuple(goodTerms, fc.constantFrom(null, acme), fc.constantFrom(null, asked.at, instant('2026-01-01')))
        .map(([{ targets }, customer, until]) =>
          inForce(
            id,
            targets.filter((one) => customer === null || one.customer !== customer),
            { customer, until },
          ),
        ),
    ),
  ),
)
const tickets = criteria.map((which) => ({ ...asked, ...which }))

describe('matching', () => {
  it('depends on no order, clock or chance', () => {
    fc.assert(
      fc.property(agreements, tickets, (all, ticket) => {
        poisoned(() => {
          const [there, back] = [matchAgreement(all, ticket), matchAgreement([...all].reverse(), ticket)]
          expect(winnerOf(back)).toBe(winnerOf(there))
        })
      }),
    )
  })
  it('accounts for every target of its name: won, tied or lost', () => {
    fc.assert(
      fc.property(agreements, tickets, (all, ticket) => {
        const match = matchAgreement(all, ticket)
        const won = match.type === 'Matched' ? 1 : match.type === 'Tied' ? match.between.length : 0
        const asking = all.flatMap(({ terms }) => terms.targets).filter((one) => one.target === ticket.target)
        expect(won + match.lost.length).toBe(asking.length)
      }),
    )
  })
  it('finds a fitting target if there is one, and none that fits ranks above it', () => {
    fc.assert(
      fc.property(agreements, tickets, (all, ticket) => {
        const ranks = all
          .filter((one) => isWithin(one, ticket.at))
          .flatMap((one) => one.terms.targets.map((target) => [target.target, criteriaOf(target, one)] as const))
          .filter(([name]) => name === ticket.target)
          .filter(([, which]) =>
            (['kind', 'priority', 'service', 'customer'] as const).every(
              (name) => which[name] === null || which[name] === ticket[name],
            ),
          )
          .map(([, which]) => rankOf(which))
        const best = Math.max(-1, ...ranks)
        const match = matchAgreement(all, ticket)
        const found = match.type === 'Matched' ? [match.winner] : match.type === 'Tied' ? match.between : []
        expect(found.map((one) => rankOf(one.criteria))).toStrictEqual(ranks.filter((rank) => rank === best))
      }),
    )
  })
  it('never ties where nothing was found that would', () => {
    fc.assert(
      fc.property(agreements, tickets, (all, ticket) => {
        const peaceful = all.every((one) => tiesOf(one, all).length === 0)
        if (peaceful) expect(matchAgreement(all, ticket).type).not.toBe('Tied')
      }),
    )
  })
  it('ties for the very tickets that were said to tie', () => {
    fc.assert(
      fc.property(agreements, (all) => {
        for (const one of all)
          for (const { criteria: which, target: name, with: other } of tiesOf(one, all)) {
            const rivals = all.filter(({ agreementId: id }) => id === one.agreementId || id === other.agreementId)
            const at = instant('2025-01-01')
            const ticket = { ...which, target: name, at }
            expect(matchAgreement(rivals, ticket).type).toBe('Tied')
          }
      }),
    )
  })
  it('is not asked whether an agreement ties with itself', () => {
    const one = inForce('one', [target()])
    expect(tiesOf(one, [one, { ...one, version: 2 as typeof one.version }])).toStrictEqual([])
    expect(tiesOf(one, [{ ...one, agreementId: agreementId('two') }])).toHaveLength(1)
  })
})
