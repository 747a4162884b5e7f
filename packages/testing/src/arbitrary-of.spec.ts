import { Count, Instant, Level, Title, word } from '@deskledger/kernel'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { arbitraryOf } from './arbitrary-of.ts'

const Everything = t.exact(
  t.intersection([
    t.type({ type: t.literal('Everything'), at: Instant, level: Level, flag: t.boolean, half: t.number }),
    t.partial({
      title: t.union([Title, t.null]),
      kind: t.keyof({ a: null, b: null }),
      list: t.readonlyArray(Count),
      more: t.array(t.strict({ text: t.string })),
      map: t.record(t.string, Count),
    }),
  ]),
)

describe('values of a codec', () => {
  it('are values of that codec, plain objects, and come with and without what is optional', () => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(arbitraryOf(Everything), (value) => {
        expect(Everything.is(value)).toBe(true)
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
        seen.add('title' in value)
      }),
    )
    expect(seen.size).toBe(2)
  })
  it('take words of a form from the table given', () => {
    const Colour = word('Colour', (text) => text === 'red')
    fc.assert(fc.property(arbitraryOf(Colour, { Colour: fc.constant('red') }), (value) => Colour.is(value)))
  })
  it('take the values of any named codec from the table, in place of walking it', () => {
    const Hours = t.strict({ week: t.tuple([t.string, t.string]) }, 'Hours')
    const hours = { week: ['09:00', '17:00'] as const }
    const value = arbitraryOf(t.strict({ hours: Hours }), { Hours: fc.constant(hours) })
    fc.assert(fc.property(value, (one) => one.hours === hours))
  })
  it('name a codec they do not know', () => {
    const Colour = word('Colour', (text) => text === 'red')
    expect(() => arbitraryOf(Colour)).toThrow('no arbitrary for codec Colour')
    expect(() => arbitraryOf(t.unknown)).toThrow('UnknownType')
  })
})
