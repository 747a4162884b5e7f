import { StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client'
import { collect, event, events, failing, outcome, sharedBench, typesOf } from './double.spec.kit.ts'

const bench = sharedBench()
const stored = (stream: string) => [...bench().double.log.scan()].filter((e) => e.stream === stream)
const json = (data: Uint8Array | undefined) => Buffer.from(data ?? []).toString('utf8')
const revisions = async (stream: string) =>
  (await collect(bench().client.readStream(stream))).map(({ event: e }) => Number(e?.revision))

describe('a soft deletion', () => {
  it('replaces the metadata by $tb, as large as a revision can be', async () => {
    const { client } = bench()
    await client.appendToStream('replaced', events(2))
    await client.setStreamMetadata('replaced', { maxCount: 5, custom: 'mine' })
    await client.deleteStream('replaced')
    expect(json(stored('$$replaced').at(-1)?.data)).toBe('{"$tb":9223372036854775807}')
    expect(stored('$$replaced').at(-1)).toMatchObject({ type: '$metadata', revision: 1n })
  })

  it('gives its place in the log', async () => {
    const { client } = bench()
    await client.appendToStream('at a place', event('A'))
    const { position } = await client.deleteStream('at a place')
    const at = stored('$$at a place').at(-1)?.position
    expect(position).toEqual({ commit: at, prepare: at })
  })

  it('of a stream that never was: a wrong version, whatever is expected', async () => {
    const { client } = bench()
    expect(await outcome(client.deleteStream('never was'))).toBe('wrong version -1')
    expect(await outcome(client.deleteStream('never was', { expectedRevision: 'no_stream' }))).toBe('wrong version -1')
    expect(stored('$$never was')).toEqual([])
  })

  it('of a stream of metadata alone is done', async () => {
    const { client } = bench()
    await client.setStreamMetadata('described', { maxCount: 5 })
    await client.deleteStream('described', { expectedRevision: 'no_stream' })
    expect(json(stored('$$described').at(-1)?.data)).toContain('$tb')
  })

  it('expects revisions as an append does', async () => {
    const { client } = bench()
    await client.appendToStream('expected', events(2))
    expect(await outcome(client.deleteStream('expected', { expectedRevision: 0n }))).toBe('wrong version 1')
    expect(await outcome(client.deleteStream('expected', { expectedRevision: 1n }))).toBe('deleted')
    expect(await failing(collect(client.readStream('expected')))).toBeInstanceOf(StreamNotFoundError)
  })
})

describe('the next append to a soft-deleted stream', () => {
  const revived = async (stream: string) => {
    const { client } = bench()
    await client.appendToStream(stream, events(3))
    await client.setStreamMetadata(stream, { maxCount: 5 })
    await client.deleteStream(stream)
    return client.appendToStream(stream, events(2, 'New'), { expectedRevision: 'no_stream' })
  }

  it('continues the revisions, and what was deleted stays hidden', async () => {
    expect(await revived('revived')).toMatchObject({ nextExpectedRevision: 4n })
    expect(await revisions('revived')).toEqual([3, 4])
    expect(typesOf(await collect(bench().client.readStream('revived')))).toEqual(['New0', 'New1'])
  })

  it('adds a $metadata event behind its events, which says where the stream begins now', async () => {
    const { position } = await revived('begins')
    const metadata = stored('$$begins').at(-1)
    expect(metadata?.position).toBeGreaterThan(position?.commit ?? 0n)
    expect(JSON.parse(json(metadata?.data))).toEqual({ $tb: 3 })
  })

  it('and the one behind it adds none', async () => {
    await revived('once')
    const before = stored('$$once').length
    await bench().client.appendToStream('once', event('More'))
    expect(stored('$$once')).toHaveLength(before)
  })

  it('may be metadata: the stream begins anew behind what it had', async () => {
    const { client } = bench()
    await client.appendToStream('described anew', events(2))
    await client.deleteStream('described anew')
    await client.setStreamMetadata('described anew', { maxCount: 9 })
    const { metadata } = await client.getStreamMetadata('described anew')
    expect(metadata).toEqual({ maxCount: 9, truncateBefore: 2 })
    expect(await revisions('described anew')).toEqual([])
    await client.appendToStream('described anew', event('New'), { expectedRevision: 1n })
    expect(await revisions('described anew')).toEqual([2])
  })
})

describe('a metadata stream', () => {
  it('keeps one event', async () => {
    const { client } = bench()
    await client.setStreamMetadata('often', { maxCount: 1 })
    await client.setStreamMetadata('often', { maxCount: 2 })
    expect(await revisions('$$often')).toEqual([1])
    expect((await client.getStreamMetadata('often')).metadata).toEqual({ maxCount: 2 })
  })

  it('has its events in $all, every one', async () => {
    const all = await collect(bench().client.readAll())
    expect(all.filter(({ event: e }) => e?.streamId === '$$often')).toHaveLength(2)
  })

  it('tells, as its revision, what is a commit position', async () => {
    const { client } = bench()
    await client.setStreamMetadata('revision', { maxCount: 1 })
    const { metastreamRevision } = await client.getStreamMetadata('revision')
    expect(metastreamRevision).toBe(stored('$$revision').at(-1)?.position)
  })
})

describe('a tombstone', () => {
  it('is for ever: no append, no read, no deletion, no metadata', async () => {
    const { client } = bench()
    await client.appendToStream('buried', events(2))
    await client.setStreamMetadata('buried', { maxCount: 5 })
    await client.tombstoneStream('buried')
    const asked: readonly Promise<unknown>[] = [
      client.appendToStream('buried', event('A')),
      collect(client.readStream('buried')),
      client.deleteStream('buried'),
      client.tombstoneStream('buried'),
      client.getStreamMetadata('buried'),
      client.setStreamMetadata('buried', {}),
    ]
    const errors = await Promise.all(asked.map(failing))
    expect(errors.map((error) => error instanceof StreamDeletedError)).toEqual(asked.map(() => true))
  })

  it('can be set on a stream that never was', async () => {
    const { client } = bench()
    const { position } = await client.tombstoneStream('born dead', { expectedRevision: 'no_stream' })
    expect(position?.commit).toBe(stored('born dead').at(-1)?.position)
    expect(await failing(collect(client.readStream('born dead')))).toBeInstanceOf(StreamDeletedError)
  })

  it('expects revisions as an append does', async () => {
    const { client } = bench()
    await client.appendToStream('careful', events(2))
    expect(await outcome(client.tombstoneStream('careful', { expectedRevision: 'no_stream' }))).toBe('wrong version 1')
    expect(await outcome(client.tombstoneStream('careful', { expectedRevision: 0n }))).toBe('wrong version 1')
    expect(await revisions('careful')).toEqual([0, 1])
  })
})
