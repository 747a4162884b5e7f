import type { Currency, Instant, Priority, Title } from '@deskledger/kernel'
import * as fc from 'fast-check'
import { penaltiesDue, totalsOf, type Billed, type Breach } from './penalties.ts'
import { euros, instant } from './terms.spec.kit.ts'
import type { Penalty } from './terms.ts'

const march: Billed = { period: 'month', from: instant('2025-03-01'), until: instant('2025-04-01') }
const each: Penalty = {
  name: 'Late' as Title,
  type: 'penalty',
  per: 'breach',
  period: 'month',
  target: null,
  priority: null,
  tolerated: 0,
  amount: euros(1000),
  most: null,
}
const breach = (id: string, day: number, said: Partial<Breach> = {}): Breach => ({
  id,
  target: 'resolve',
  priority: 1,
  breachedAt: instant(`2025-03-${String(day).padStart(2, '0')}`),
  ...said,
})
const three = [breach('c', 20), breach('a', 1), breach('b', 10)]
const due = (penalty: Partial<Penalty>, breaches: readonly Breach[] = three, billed = march) =>
  penaltiesDue([{ ...each, ...penalty }], breaches, billed).map(({ times, due: { minor }, bounded, breaches: ids }) => [
    times,
    minor,
    bounded,
    ids.join(''),
  ])

describe('a penalty for each breach', () => {
  it('is due as often as there were breaches, which it names in order', () => {
    expect(due({})).toStrictEqual([[3, 3000, false, 'abc']])
  })
  it('leaves out those that are tolerated, the first ones', () => {
    expect(due({ tolerated: 2 })).toStrictEqual([[1, 1000, false, 'c']])
    expect(due({ tolerated: 3 })).toStrictEqual([])
  })
  it('is held down by its bound', () => {
    expect(due({ most: euros(2500) })).toStrictEqual([[3, 2500, true, 'abc']])
    expect(due({ most: euros(3000) })).toStrictEqual([[3, 3000, false, 'abc']])
  })
  it('counts its target and priority alone', () => {
    const mixed = [...three, breach('d', 2, { target: 'respond' }), breach('e', 3, { priority: 2 as Priority })]
    expect(due({ target: 'resolve', priority: 1 }, mixed)).toStrictEqual([[3, 3000, false, 'abc']])
    expect(due({ priority: 2 }, mixed)).toStrictEqual([[1, 1000, false, 'e']])
    expect(due({ priority: 1 }, [breach('f', 4, { priority: null })])).toStrictEqual([])
  })
})

describe('a penalty for a period', () => {
  it('is due once, beyond what is tolerated', () => {
    expect(due({ per: 'period' })).toStrictEqual([[1, 1000, false, 'abc']])
    expect(due({ per: 'period', tolerated: 2 })).toStrictEqual([[1, 1000, false, 'abc']])
    expect(due({ per: 'period', tolerated: 3 })).toStrictEqual([])
  })
  it('waits for a period of its length', () => {
    expect(due({ period: 'year' })).toStrictEqual([])
    expect(due({ period: 'year' }, three, { ...march, period: 'year' })).toHaveLength(1)
  })
})

describe('a breach', () => {
  it('counts from the first moment of the period to before its end', () => {
    const edge = (id: string, breachedAt: string) => breach(id, 1, { breachedAt: breachedAt as Instant })
    const edges = [
      edge('a', '2025-02-28T23:59:59.999Z'),
      edge('b', march.from),
      edge('c', '2025-03-31T23:59:59.999Z'),
      edge('d', march.until),
    ]
    expect(due({}, edges)).toStrictEqual([[2, 2000, false, 'bc']])
  })
  it('given twice counts once', () => {
    expect(due({}, [...three, ...three])).toStrictEqual([[3, 3000, false, 'abc']])
  })
})

describe('what is due', () => {
  it('does not depend on the order in which breaches are given, and never passes the bound', () => {
    const breaches = fc
      .array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 31 })))
      .map((list) => list.map(([id, day]) => breach(String(id), day)))
    const unique = breaches.map((list) => [...new Map(list.map((one) => [one.id, one])).values()])
    fc.assert(
      fc.property(unique, fc.nat(5), fc.integer({ min: 1000, max: 9000 }), (list, tolerated, most) => {
        const bounded = { tolerated, most: euros(most) }
        expect(due(bounded, [...list].reverse())).toStrictEqual(due(bounded, list))
        const [total = 0] = due(bounded, list).map(([, minor]) => Number(minor))
        expect(total).toBe(Math.min(most, Math.max(0, list.length - tolerated) * 1000))
      }),
    )
  })
  it('is added up for each currency, penalties apart from credits', () => {
    const francs = { ...euros(50), currency: 'CHF' as Currency }
    const rules: readonly Penalty[] = [each, { ...each, type: 'credit' }, { ...each, amount: francs }, each]
    expect([...totalsOf(penaltiesDue(rules, [breach('a', 1)], march))]).toStrictEqual([
      ['EUR', { penalty: 2000, credit: 1000 }],
      ['CHF', { penalty: 50, credit: 0 }],
    ])
  })
})
