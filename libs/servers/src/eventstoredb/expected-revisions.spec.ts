import { StreamDeletedError, WrongExpectedVersionError, type AppendExpectedRevision } from '@eventstore/db-client'
import { event, events, failing, outcome, sharedBench } from './double.spec.kit.ts'

const bench = sharedBench()

/** Ways a stream can be when it is asked. All but the first two had two events. */
const states = {
  missing: () => Promise.resolve(),
  'of metadata alone': async (stream: string) => {
    await bench().client.setStreamMetadata(stream, { maxCount: 100 })
  },
  'at revision 1': async (stream: string) => {
    await bench().client.appendToStream(stream, events(2))
  },
  'soft-deleted': async (stream: string) => {
    await bench().client.appendToStream(stream, events(2))
    await bench().client.deleteStream(stream)
  },
  tombstoned: async (stream: string) => {
    await bench().client.appendToStream(stream, events(2))
    await bench().client.tombstoneStream(stream)
  },
} satisfies Record<string, (stream: string) => Promise<void>>

const DELETED = 'StreamDeletedError'

const table: readonly [keyof typeof states, AppendExpectedRevision, string][] = [
  ['missing', 'any', 'stored 0'],
  ['missing', 'no_stream', 'stored 0'],
  ['missing', 'stream_exists', 'wrong version no_stream'],
  ['missing', 0n, 'wrong version no_stream'],
  ['of metadata alone', 'any', 'stored 0'],
  ['of metadata alone', 'no_stream', 'stored 0'],
  ['of metadata alone', 'stream_exists', 'stored 0'],
  ['of metadata alone', 0n, 'wrong version no_stream'],
  ['at revision 1', 'any', 'stored 2'],
  ['at revision 1', 'no_stream', 'wrong version 1'],
  ['at revision 1', 'stream_exists', 'stored 2'],
  ['at revision 1', 1n, 'stored 2'],
  ['at revision 1', 0n, 'wrong version 1'],
  ['at revision 1', 2n, 'wrong version 1'],
  ['soft-deleted', 'any', 'stored 2'],
  ['soft-deleted', 'no_stream', 'stored 2'],
  ['soft-deleted', 'stream_exists', DELETED],
  ['soft-deleted', 1n, 'stored 2'],
  ['soft-deleted', 0n, 'wrong version 1'],
  ['soft-deleted', 2n, 'wrong version 1'],
  ['tombstoned', 'any', DELETED],
  ['tombstoned', 'no_stream', DELETED],
  ['tombstoned', 'stream_exists', DELETED],
  ['tombstoned', 1n, DELETED],
  ['tombstoned', 0n, DELETED],
]

/** Credentials of its own make the client append by the unary call; without TLS they are not sent. */
const unary = { credentials: { username: 'a', password: 'b' } }

describe.each([
  ['by batch', {}],
  ['by the unary call', unary],
])('an append %s', (way, options) => {
  it.each(table)('to a stream that is %s, expecting %s: %s', async (state, expectedRevision, expected) => {
    const { client } = bench()
    const stream = `${way} ${state} ${String(expectedRevision)}`
    await states[state](stream)
    expect(await outcome(client.appendToStream(stream, event('New'), { ...options, expectedRevision }))).toBe(expected)
  })

  it('that comes too late says what was expected, and what there is', async () => {
    const { client } = bench()
    const stream = `${way} says`
    await client.appendToStream(stream, events(3))
    const late = (expectedRevision: AppendExpectedRevision) =>
      failing(client.appendToStream(stream, event('New'), { ...options, expectedRevision }))
    expect(await late('no_stream')).toMatchObject({
      streamName: stream,
      expectedVersion: 'no_stream',
      actualVersion: 2n,
    })
    const exact = await late(7n)
    expect(exact).toBeInstanceOf(WrongExpectedVersionError)
    expect(exact).toMatchObject({ streamName: stream, expectedVersion: 7n, actualVersion: 2n })
  })

  it('that finds a tombstone names the stream', async () => {
    const { client } = bench()
    const stream = `${way} buried`
    await client.tombstoneStream(stream)
    const error = await failing(client.appendToStream(stream, event('New'), options))
    expect(error).toBeInstanceOf(StreamDeletedError)
    expect(error).toMatchObject({ streamName: stream })
  })
})
