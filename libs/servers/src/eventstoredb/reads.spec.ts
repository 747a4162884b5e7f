import {
  BACKWARDS,
  END,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  type ReadRevision,
  type ResolvedEvent,
} from '@eventstore/db-client'
import { collect, event, events, failing, sharedBench, typesOf, until } from './double.spec.kit.ts'
import { ofStream, openRaw } from './raw.spec.kit.ts'

const bench = sharedBench()
const numbers = (all: readonly ResolvedEvent[]) => all.map(({ event: e }) => Number(e?.revision))

describe('a stream', () => {
  const read = async (fromRevision: ReadRevision, backwards = false) =>
    numbers(
      await collect(
        bench().client.readStream('five', { fromRevision, ...(backwards ? { direction: BACKWARDS } : {}) }),
      ),
    )

  beforeAll(async () => {
    await bench().client.appendToStream('five', events(5))
  })

  it.each<[string, ReadRevision, number[]]>([
    ['its start', START, [0, 1, 2, 3, 4]],
    ['a revision, which is given', 2n, [2, 3, 4]],
    ['its last revision', 4n, [4]],
    ['past its end: empty, no error', 5n, []],
    ['far past its end: empty, no error', 1_000_000n, []],
  ])('forwards from %s', async (_, from, expected) => {
    expect(await read(from)).toEqual(expected)
  })

  it.each<[string, ReadRevision, number[]]>([
    ['its end', END, [4, 3, 2, 1, 0]],
    ['a revision, which is given', 2n, [2, 1, 0]],
    ['its first revision', 0n, [0]],
    ['past its end: from its last event', 1_000_000n, [4, 3, 2, 1, 0]],
  ])('backwards from %s', async (_, from, expected) => {
    expect(await read(from, true)).toEqual(expected)
  })

  it('gives no more than is asked for', async () => {
    expect(numbers(await collect(bench().client.readStream('five', { maxCount: 2, fromRevision: 1n })))).toEqual([1, 2])
  })

  it('of many events arrives whole and in order', async () => {
    const { client } = bench()
    for (let i = 0; i < 5; i++) await client.appendToStream('long', events(400, `${i}-`))
    const all = numbers(await collect(client.readStream('long')))
    expect(all).toEqual(Array.from({ length: 2000 }, (_, i) => i))
  })

  it('that is unknown: a message with the name and status OK, which the client makes an error of', async () => {
    const raw = openRaw(bench().double)
    const answers = await raw.read(ofStream('unknown'))
    raw.close()
    expect(answers.map((answer) => answer.hasStreamNotFound())).toEqual([true])
    const error = await failing(collect(bench().client.readStream('unknown')))
    expect(error).toBeInstanceOf(StreamNotFoundError)
    expect(error).toMatchObject({ streamName: 'unknown' })
  })

  it('that has metadata alone is as unknown', async () => {
    await bench().client.setStreamMetadata('only metadata', { maxCount: 3 })
    expect(await failing(collect(bench().client.readStream('only metadata')))).toBeInstanceOf(StreamNotFoundError)
  })

  it('that was soft-deleted is as unknown', async () => {
    const { client } = bench()
    await client.appendToStream('soft', events(2))
    await client.deleteStream('soft')
    expect(await failing(collect(client.readStream('soft')))).toBeInstanceOf(StreamNotFoundError)
    expect(await failing(collect(client.readStream('soft', { direction: BACKWARDS })))).toBeInstanceOf(
      StreamNotFoundError,
    )
  })

  it('that is tombstoned: StreamDeletedError', async () => {
    const { client } = bench()
    await client.appendToStream('buried', events(2))
    await client.tombstoneStream('buried')
    const error = await failing(collect(client.readStream('buried')))
    expect(error).toBeInstanceOf(StreamDeletedError)
    expect(error).toMatchObject({ streamName: 'buried' })
  })
})

describe('older events are hidden', () => {
  const hidden = async (stream: string, metadata: { maxCount?: number; truncateBefore?: number; maxAge?: number }) => {
    const { client } = bench()
    await client.appendToStream(stream, events(5))
    await client.setStreamMetadata(stream, metadata)
    return {
      forwards: numbers(await collect(client.readStream(stream))),
      backwards: numbers(await collect(client.readStream(stream, { direction: BACKWARDS, fromRevision: END }))),
    }
  }

  it('by $maxCount', async () => {
    expect(await hidden('counted', { maxCount: 2 })).toEqual({ forwards: [3, 4], backwards: [4, 3] })
  })

  it('by $tb', async () => {
    expect(await hidden('truncated', { truncateBefore: 3 })).toEqual({ forwards: [3, 4], backwards: [4, 3] })
  })

  it('by the stricter of both', async () => {
    expect(await hidden('both', { truncateBefore: 1, maxCount: 2 })).toEqual({ forwards: [3, 4], backwards: [4, 3] })
  })

  it('by $maxAge, as they grow old', async () => {
    const { client } = bench()
    await client.setStreamMetadata('aging', { maxAge: 1 })
    await client.appendToStream('aging', event('Old'))
    expect(typesOf(await collect(client.readStream('aging')))).toEqual(['Old'])
    const born = Date.now()
    await until(() => Date.now() > born + 1100)
    await client.appendToStream('aging', event('Young'))
    expect(typesOf(await collect(client.readStream('aging')))).toEqual(['Young'])
  })

  it('all of them: an empty read, not "not found"', async () => {
    expect(await hidden('empty', { truncateBefore: 5 })).toEqual({ forwards: [], backwards: [] })
  })

  it('from a read that starts before them: it starts at the first that is left', async () => {
    expect(numbers(await collect(bench().client.readStream('truncated', { fromRevision: 1n })))).toEqual([3, 4])
  })

  it('but not from $all', async () => {
    const all = await collect(bench().client.readAll())
    expect(all.filter(({ event: e }) => e?.streamId === 'truncated')).toHaveLength(5)
  })
})
