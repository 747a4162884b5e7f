import * as fc from 'fast-check'
import { minorDigits, moneyOf, Money, wordsForMoney, type Currency } from './money.ts'

const euro = 'EUR' as Currency
const yen = 'JPY' as Currency
const dinar = 'KWD' as Currency

describe('money', () => {
  it('counts the smallest unit of its currency', () => {
    expect([euro, yen, dinar].map(minorDigits)).toStrictEqual([2, 0, 3])
    expect(moneyOf('12.5', euro)).toStrictEqual({ minor: 1250, currency: 'EUR' })
    expect(moneyOf('12', yen)).toStrictEqual({ minor: 12, currency: 'JPY' })
    expect(moneyOf('0.005', dinar)).toStrictEqual({ minor: 5, currency: 'KWD' })
  })
  it.each(['', '1,50', '-1', '1.', '.5', '1.555', '1e3', ' 1', '1234567890123'])('is not written %j', (text) => {
    expect(moneyOf(text, euro)).toBeUndefined()
  })
  it('has whole minor units and a currency of three capital letters', () => {
    expect(Money.is({ minor: 1250, currency: 'EUR' })).toBe(true)
    expect(Money.is({ minor: 12.5, currency: 'EUR' })).toBe(false)
    expect(Money.is({ minor: 1250, currency: 'eur' })).toBe(false)
  })
  it('is read as it is written', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.constantFrom(euro, yen, dinar), (minor, currency) => {
        const money = { minor, currency } as Money
        const [text = ''] = wordsForMoney(money).split(' ')
        expect(moneyOf(text, currency)).toStrictEqual(money)
      }),
    )
  })
  it('is written with its sign', () => {
    expect(wordsForMoney({ minor: -5, currency: euro } as Money)).toBe('-0.05 EUR')
  })
})
