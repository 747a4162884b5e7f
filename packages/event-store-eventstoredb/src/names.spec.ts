import fc from 'fast-check'
import { filterOnWire, isLedgerName, namesOf, passes, typeOffWire, typeOnWire } from './names.ts'

const odd = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('$', '~', '$$', '$>', '~$', '~~x', '$ce-incident', 'acme.x', '.', '__proto__'),
)
const ledger = fc.constantFrom('', 'acme', '7')

describe('names on the server', () => {
  it('come back as they were, and never begin as the names of the server do', () => {
    fc.assert(
      fc.property(ledger, odd, (name, stream) => {
        const { streamOnWire, streamOffWire } = namesOf(name)
        expect(streamOffWire(streamOnWire(stream))).toBe(stream)
        expect(streamOnWire(stream)).not.toMatch(/^\$/)
        expect(typeOffWire(typeOnWire(stream))).toBe(stream)
        expect(typeOnWire(stream)).not.toMatch(/^\$/)
      }),
    )
  })
  it('keep different streams apart', () => {
    fc.assert(
      fc.property(ledger, odd, odd, (name, a, b) => {
        const { streamOnWire } = namesOf(name)
        expect(streamOnWire(a) === streamOnWire(b)).toBe(a === b)
      }),
    )
  })
  it('keep the practice as the category', () => {
    expect(namesOf('').streamOnWire('incident-INC0000042')).toBe('incident-INC0000042')
    expect(namesOf('acme').streamOnWire('incident-INC0000042')).toBe('acme.incident-INC0000042')
  })
  it.each([
    ['', '$stats-127.0.0.1'],
    ['', '$$incident-1'],
    ['', '~x'],
    ['acme', 'incident-1'],
    ['acme', 'acme.'],
    ['acme', 'acme.$x'],
    ['acme', 'acmeincident-1'],
  ])('of ledger %p are not %p', (name, stream) => {
    expect(namesOf(name).streamOffWire(stream)).toBeUndefined()
  })
  it.each(['Acme', 'a-b', 'a.b', 'ä', ' ', '$x'])('a ledger cannot be called %p', (name) => {
    expect(isLedgerName(name)).toBe(false)
  })
})

describe('a filter on the server', () => {
  it('lets through what it lets through here', () => {
    const list = fc.array(fc.oneof(odd, fc.constant('')), { maxLength: 3 })
    fc.assert(
      fc.property(fc.tuple(ledger, list, list), fc.tuple(odd, odd), ([name, types, streams], [type, stream]) => {
        const names = namesOf(name)
        const expected =
          (types.length === 0 || types.includes(type)) &&
          (streams.length === 0 || streams.some((beginning) => stream.startsWith(beginning)))
        const filter = filterOnWire(names, { types, streams })
        expect(passes(filter, typeOnWire(type), names.streamOnWire(stream))).toBe(expected)
      }),
    )
  })
})
