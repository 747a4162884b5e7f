import { decodeStrictly } from '@deskledger/kernel'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { IncidentRaised } from './events/lifecycle.ts'
import { incidentEvents } from './events.ts'
import { eventExamples } from './examples/events.ts'
import { schemaVersions, upcast } from './versions.ts'

const second = eventExamples.IncidentRaised
const first = Object.fromEntries(Object.entries(second).filter(([field]) => field !== 'customer'))

describe('an incident raised before customers were known', () => {
  it('is one without a customer', () => {
    expect(upcast('IncidentRaised', 1, first)).toStrictEqual({ ...first, customer: null })
  })
  it('is no event of today before that', () => {
    expect(E.isLeft(decodeStrictly(IncidentRaised, first))).toBe(true)
    expect(E.isRight(decodeStrictly(IncidentRaised, upcast('IncidentRaised', 1, first)))).toBe(true)
  })
  it('stays as it was stored', () => {
    const before = JSON.stringify(first)
    upcast('IncidentRaised', 1, first)
    expect(JSON.stringify(first)).toBe(before)
  })
})

describe('an event', () => {
  it.each(Object.entries(schemaVersions))('%s of the present version %d passes as it is', (type, version) => {
    expect(upcast(type, version, second)).toBe(second)
  })
  it.each(Object.entries(schemaVersions))('%s of a newer version than %d passes as it is', (type, version) => {
    expect(upcast(type, version + 1, second)).toBe(second)
  })
  it('of another practice passes as it is', () => {
    for (const type of ['CalendarDefined', 'constructor', '__proto__']) expect(upcast(type, 1, second)).toBe(second)
  })
  it('that holds anything at all never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(incidentEvents)),
        fc.integer(),
        fc.anything(),
        (type, version, data) => {
          expect(() => upcast(type, version, data)).not.toThrow()
        },
      ),
    )
  })
})
