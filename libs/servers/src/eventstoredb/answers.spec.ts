import { randomUUID } from 'node:crypto'
import {
  AccessDeniedError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
  type AppendToStreamOptions,
} from '@eventstore/db-client'
import { Metadata, type ServiceError } from '@grpc/grpc-js'
import type { Trouble } from './faults.ts'
import { nameIn } from './protocol/messages.ts'
import { collect, event, events, failing, sharedBench, withDouble, type Bench } from './double.spec.kit.ts'
import { batchOfOne, correlationIn, detailsIn, openRaw } from './raw.spec.kit.ts'

const bench = sharedBench({ maxAppendSize: 5_000 })
const unary: AppendToStreamOptions = { credentials: { username: 'a', password: 'b' } }

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && 'metadata' in error && error.metadata instanceof Metadata

/** Status and trailers as they came. */
const onTheWire = (error: unknown) => {
  const raw = error instanceof Error && '_raw' in error ? error._raw : undefined
  if (!isServiceError(raw)) throw new Error('This error came by no status.')
  return { code: raw.code, ...raw.metadata.getMap() }
}

describe('a success', () => {
  it('gives the revision of the last event, and its place: commit and prepare alike', async () => {
    const { client } = bench()
    const answers = [
      await client.appendToStream('success', events(3)),
      await client.appendToStream('success', events(3), unary),
    ]
    const stored = await collect(client.readStream('success'))
    expect(answers.map(({ nextExpectedRevision }) => nextExpectedRevision)).toEqual([2n, 5n])
    expect(answers.map(({ position }) => position)).toEqual([stored[2]?.event?.position, stored[5]?.event?.position])
    expect(answers.every(({ position }) => position?.commit === position?.prepare)).toBe(true)
  })
})

describe('a batch append that fails', () => {
  const ask = async (stream: string, revision?: string) => {
    const raw = openRaw(bench().double)
    const correlationId = randomUUID()
    const answer = await raw.batch(
      batchOfOne({ stream, id: randomUUID(), correlationId, ...(revision === undefined ? {} : { revision }) }),
    )
    raw.close()
    return { answer, correlationId }
  }

  it('answers by a message with its correlation id and its stream, and details of a named type', async () => {
    const { client } = bench()
    await client.appendToStream('wire', event('A'))
    const { answer, correlationId } = await ask('wire', '7')
    expect(correlationIn(answer)).toBe(correlationId)
    expect(nameIn(answer.getStreamIdentifier())).toBe('wire')
    expect(detailsIn(answer.getError())).toBe('event_store.client.WrongExpectedVersion')
  })

  it('for a tombstone: StreamDeleted', async () => {
    await bench().client.tombstoneStream('wire buried')
    const { answer } = await ask('wire buried')
    expect(detailsIn(answer.getError())).toBe('event_store.client.StreamDeleted')
    expect(nameIn(answer.getStreamIdentifier())).toBe('wire buried')
  })

  it.each<[Trouble, string]>([
    ['timeout', 'event_store.client.Timeout'],
    ['denied', 'event_store.client.AccessDenied'],
    ['busy', 'google.protobuf.Empty'],
    ['not-ready', 'google.protobuf.Empty'],
  ])('for %s: details of %s', async (what, type) => {
    bench().double.faults.set({ on: 'append', what, times: 1 })
    const { answer } = await ask(`wire ${what}`)
    expect(detailsIn(answer.getError())).toBe(type)
  })

  it('leaves the call standing: the next append goes through it', async () => {
    const { client } = bench()
    await failing(client.appendToStream('standing', event('A'), { expectedRevision: 5n }))
    expect(await client.appendToStream('standing', event('A'), { expectedRevision: 'no_stream' })).toMatchObject({
      success: true,
    })
  })
})

describe.each([
  ['by batch', {}],
  ['by the unary call', unary],
])('appended %s', (way, options) => {
  const append = (stream: string, count = 1) =>
    failing(bench().client.appendToStream(`${stream} ${way}`, events(count), options))

  it('too much: MaxAppendSizeExceededError with the limit', async () => {
    const error = await append('much', 1_000)
    expect(error).toBeInstanceOf(MaxAppendSizeExceededError)
    expect(error).toMatchObject({ maxAppendSize: 5_000 })
  })

  it('while the server times out: a TimeoutError of the unary call, a DeadlineExceededError by batch', async () => {
    bench().double.faults.set({ on: 'append', what: 'timeout', times: 1 })
    expect(await append('late')).toBeInstanceOf(way === 'by batch' ? DeadlineExceededError : TimeoutError)
  })

  it('without the right: AccessDeniedError', async () => {
    bench().double.faults.set({ on: 'append', what: 'denied', times: 1 })
    expect(await append('denied')).toBeInstanceOf(AccessDeniedError)
  })

  it.each<Trouble>(['busy', 'not-ready'])(
    'while the server is %s: an UnknownError by batch, an UnavailableError of the unary call',
    async (what) => {
      bench().double.faults.set({ on: 'append', what, times: 1 })
      expect(await append(what)).toBeInstanceOf(way === 'by batch' ? UnknownError : UnavailableError)
    },
  )

  it('where the server is lost: UnavailableError', async () => {
    bench().double.faults.set({ on: 'append', what: 'drop', times: 1 })
    expect(await append('lost')).toBeInstanceOf(UnavailableError)
  })
})

describe('on the wire of the unary call', () => {
  it('a tombstone: FAILED_PRECONDITION, stream-deleted and the name', async () => {
    const { client } = bench()
    await client.tombstoneStream('unary buried')
    const error = await failing(client.appendToStream('unary buried', event('A'), unary))
    expect(error).toBeInstanceOf(StreamDeletedError)
    expect(onTheWire(error)).toMatchObject({ code: 9, exception: 'stream-deleted', 'stream-name': 'unary buried' })
  })

  it('too much: INVALID_ARGUMENT and the limit', async () => {
    const error = await failing(bench().client.appendToStream('unary much', events(1_000), unary))
    expect(onTheWire(error)).toMatchObject({
      code: 3,
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': '5000',
    })
  })

  it.each<[Trouble, number, string | undefined]>([
    ['timeout', 10, undefined],
    ['denied', 7, 'access-denied'],
    ['busy', 14, undefined],
    ['cancel', 1, undefined],
  ])('%s: status %i', async (what, code, exception) => {
    bench().double.faults.set({ on: 'append', what, times: 1 })
    const error = onTheWire(await failing(bench().client.appendToStream('unary wire', event('A'), unary)))
    expect(error.code).toBe(code)
    expect('exception' in error ? error.exception : undefined).toBe(exception)
  })
})

describe('a deletion that expected another revision', () => {
  it.each([
    ['no_stream', -1n],
    ['any', -2n],
    [7n, 7n],
  ] as const)('%s: says so in numbers', async (expectedRevision, number) => {
    const { client } = bench()
    const stream = `deleting ${String(expectedRevision)}`
    if (expectedRevision !== 'any') await client.appendToStream(stream, events(2))
    const error = await failing(client.deleteStream(stream, { expectedRevision }))
    expect(error).toBeInstanceOf(WrongExpectedVersionError)
    const actual = expectedRevision === 'any' ? -1n : 1n
    expect(error).toMatchObject({ streamName: stream, expectedVersion: number, actualVersion: actual })
    expect(onTheWire(error)).toMatchObject({
      code: 9,
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(number),
      'actual-version': String(actual),
    })
  })
})

describe('a follower', () => {
  const leaderOnly = { requiresLeader: true }

  it.each([
    ['by batch', {}],
    ['by the unary call', unary],
  ])('asked for the leader %s: NotLeaderError with the place of the leader', (_, options) =>
    withDouble({ nodes: 2 }, async ({ double, client }) => {
      await client.appendToStream('s', event('A'), { ...options, ...leaderOnly })
      double.nodes[1]?.lead()
      const error = await failing(client.appendToStream('s', event('B'), { ...options, ...leaderOnly }))
      expect(error).toBeInstanceOf(NotLeaderError)
      expect(error).toMatchObject({ leader: { address: '127.0.0.1', port: double.nodes[1]?.port } })
      expect(onTheWire(error)).toMatchObject({ code: 5, exception: 'not-leader' })
      expect([...double.log.scan()].filter(({ stream }) => stream === 's')).toHaveLength(1)
    }),
  )

  it('asked by somebody who does not mind takes the append for the leader', () =>
    withDouble({ nodes: 2 }, async ({ double, client }) => {
      await client.appendToStream('s', event('A'))
      double.nodes[1]?.lead()
      expect(await client.appendToStream('s', event('B'))).toMatchObject({ nextExpectedRevision: 1n })
    }))

  it.each([
    ['read', ({ client }: Bench) => collect(client.readStream('s', leaderOnly))],
    ['deleted', ({ client }: Bench) => client.deleteStream('s', leaderOnly)],
    ['tombstoned', ({ client }: Bench) => client.tombstoneStream('s', leaderOnly)],
  ])('%s by somebody who requires the leader: NotLeaderError', (_, ask) =>
    withDouble({ nodes: 2 }, async (both) => {
      await both.client.appendToStream('s', event('A'))
      both.double.nodes[1]?.lead()
      expect(await failing(ask(both))).toBeInstanceOf(NotLeaderError)
      expect(await collect(both.client.readStream('s', leaderOnly))).toHaveLength(1)
    }),
  )
})
