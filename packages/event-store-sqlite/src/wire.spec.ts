import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '@deskledger/kernel'
import { pack, packAnswers, unpack, unpackAnswers } from './wire.ts'

const plain = { noNullPrototype: true }
const event = fc.record({ eventId: fc.string(), type: fc.string(), data: fc.string(), metadata: fc.string() }, plain)
const asks = fc.array(
  fc.record(
    {
      id: fc.nat(),
      stream: fc.string(),
      expected: fc.integer(),
      events: fc.array(event, { maxLength: 4 }),
      recordedAt: fc.array(fc.string(), { maxLength: 3 }),
      now: fc.string(),
    },
    plain,
  ),
)
const appended = fc.record(
  {
    revision: fc.nat(),
    position: fc.string(),
    recordedAt: fc.string().map((text) => text as Instant),
    repeated: fc.boolean(),
  },
  plain,
)
const failure = fc.record({ type: fc.constant('Closed' as const), message: fc.string() }, plain)

describe('what crosses threads', () => {
  it('arrives as it was sent: appends', () => {
    fc.assert(
      fc.property(asks, (sent) => {
        expect(unpack(structuredClone(pack(sent)))).toStrictEqual(sent)
      }),
    )
  })
  it('arrives as it was sent: answers', () => {
    fc.assert(
      fc.property(fc.array(appended), fc.array(failure), (good, bad) => {
        const answers = [...bad.map(E.left), ...good.map(E.right)].map((outcome, id) => ({ id, outcome }))
        expect(unpackAnswers(structuredClone(packAnswers(answers)))).toStrictEqual(answers)
      }),
    )
  })
})
