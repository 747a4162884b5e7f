import { callerIn, correlationIdOf, traceIdOf } from './correlation.ts'

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
const correlation = '4bf92f35-77b3-4da6-a3ce-929d0e0e4736'
const span = '00f067aa0ba902b7'

describe('a correlation id and a trace id', () => {
  it('are the same digits', () => {
    expect(traceIdOf(correlation)).toBe(trace)
    expect(correlationIdOf(trace)).toBe(correlation)
  })
  it.each(['', 'abc', '00000000-0000-0000-0000-000000000000', `${correlation}0`])('is none: "%s"', (text) => {
    expect(traceIdOf(text)).toBeUndefined()
  })
  it.each(['', 'abc', '0'.repeat(32), trace.toUpperCase(), `${trace}0`])('names no trace: "%s"', (text) => {
    expect(correlationIdOf(text)).toBeUndefined()
  })
})

describe('traceparent', () => {
  it.each([`00-${trace}-${span}-01`, `00-${trace}-${span}-00`, `cc-${trace}-${span}-01-what-will-be`])(
    'says who calls: %s',
    (text) => {
      expect(callerIn(text)).toEqual({ traceId: trace, spanId: span })
    },
  )
  it.each([
    undefined,
    ['00'],
    '',
    trace,
    `00-${trace}-${span}`,
    `00-${trace}-${span}-01-more`,
    `ff-${trace}-${span}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
  ])('says nothing in another form: %s', (text) => {
    expect(callerIn(text)).toBeUndefined()
  })
})
