import * as E from 'fp-ts/lib/Either.js'
import { instant } from './params.ts'

const { read } = instant('When.')

describe('an instant in a query', () => {
  it.each([
    ['2025-03-01T09:30:00Z', '2025-03-01T09:30:00.000Z'],
    ['2025-03-01t09:30:00.25z', '2025-03-01T09:30:00.250Z'],
    ['2024-02-29T23:30:00-01:00', '2024-03-01T00:30:00.000Z'],
    ['2025-01-01T00:30:00+01:00', '2024-12-31T23:30:00.000Z'],
  ])('is read with its zone: %s', (given, at) => {
    expect(read(given)).toEqual(E.right(at))
  })
  it.each([
    ...['2025-02-30T00:00:00.000Z', '2025-02-29T10:00:00Z', '2025-04-31T10:00:00+01:00', '2025-13-01T00:00:00Z'],
    ...['2025-03-01T24:00:00Z', '2025-03-01T09:60:00Z', '2025-03-01', '2025-03-01T09:30:00', 'now'],
  ])('is none where there is no such time: %s', (given) => {
    expect(read(given)).toEqual(E.left(expect.stringContaining('must be a point in time')))
  })
})
