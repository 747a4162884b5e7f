import { BACKWARDS, END, START, UnknownError, type Position } from '@eventstore/db-client'
import { collect, event, events, failing, sharedBench, withDouble } from './double.spec.kit.ts'
import { streams } from './protocol/messages.ts'
import { eventIn, openRaw } from './raw.spec.kit.ts'

const bench = sharedBench()

describe('$all', () => {
  const stored = () => [...bench().double.log.scan()]
  const place = (n: number): Position => {
    const at = stored()[n]?.position ?? 0n
    return { commit: at, prepare: at }
  }
  const idsFrom = async (fromPosition: Position, backwards = false) =>
    (await collect(bench().client.readAll({ fromPosition, ...(backwards ? { direction: BACKWARDS } : {}) }))).map(
      ({ event: e }) => e?.id,
    )
  const ids = () => stored().map(({ id }) => id)

  beforeAll(async () => {
    await bench().client.appendToStream('some', events(9))
  })

  it('has everything, in order, both ways', async () => {
    const forwards = (await collect(bench().client.readAll())).map(({ event: e }) => e?.id)
    const backwards = await collect(bench().client.readAll({ direction: BACKWARDS, fromPosition: END }))
    expect(forwards).toEqual(ids())
    expect(backwards.map(({ event: e }) => e?.id)).toEqual(ids().toReversed())
  })

  it('has nothing forwards from its end, nor backwards from its start', async () => {
    const { client } = bench()
    expect(await collect(client.readAll({ fromPosition: END }))).toEqual([])
    expect(await collect(client.readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([])
  })

  it('forwards gives the event at the position', async () => {
    expect(await idsFrom(place(7))).toEqual(ids().slice(7))
  })

  it('backwards does not', async () => {
    expect(await idsFrom(place(7), true)).toEqual(ids().slice(0, 7).toReversed())
  })

  it('has positions that grow, with gaps, commit and prepare alike', () => {
    const places = stored().map(({ position }) => position)
    const steps = places.slice(1).map((at, i) => at - (places[i] ?? 0n))
    expect(steps.every((step) => step > 1n)).toBe(true)
    expect(new Set(steps).size).toBeGreaterThan(3)
  })

  it('fails from a position inside a record', async () => {
    const { client } = bench()
    const inside = { commit: place(7).commit + 1n, prepare: place(7).commit + 1n }
    expect(await failing(collect(client.readAll({ fromPosition: inside })))).toBeInstanceOf(UnknownError)
  })

  it('is empty from behind its end', async () => {
    const behind = { commit: 10_000_000_000n, prepare: 10_000_000_000n }
    expect(await idsFrom(behind)).toEqual([])
  })

  it('shows the place of an event to readers of its stream, too', async () => {
    const { client } = bench()
    const { position } = await client.appendToStream('placed', event('A'))
    const [read] = await collect(client.readStream('placed'))
    expect(read?.event?.position).toEqual(position)
    expect(read?.commitPosition).toBe(position?.commit)
  })

  it('keeps its positions over a restart, and leaves a gap', () =>
    withDouble({}, async ({ client, double }) => {
      const first = await client.appendToStream('s', event('A'))
      const before = [...double.log.scan()].map(({ position }) => position)
      await double.restart()
      const second = await client.appendToStream('s', event('A'))
      expect([...double.log.scan()].map(({ position }) => position).slice(0, -1)).toEqual(before)
      const [third] = [await client.appendToStream('s', event('A'))]
      const size = Number(third.position?.commit) - Number(second.position?.commit)
      expect(Number(second.position?.commit) - Number(first.position?.commit)).toBeGreaterThan(size)
    }))

  it('is filtered where the caller asks for it', async () => {
    const { client, double } = bench()
    await client.appendToStream('filtered', events(3, 'Filtered'))
    const raw = openRaw(double)
    const { FilterOptions, AllOptions } = streams.ReadReq.Options
    const answers = await raw.read((options) =>
      options
        .setAll(new AllOptions())
        .setCount('10')
        .setFilter(
          new FilterOptions().setEventType(new FilterOptions.Expression().setRegex('^Filtered[12]$')).setMax(5),
        ),
    )
    raw.close()
    const types = answers.map((answer) => eventIn(answer).getMetadataMap().get('type'))
    expect(types).toEqual(['Filtered1', 'Filtered2'])
  })
})

describe('system events in $all', () => {
  const all = async () => (await collect(bench().client.readAll())).map(({ event: e }) => e)

  it('are there from the start: users and settings', async () => {
    const [first] = await all()
    const types = (await all()).map((e) => e?.type)
    expect(first?.type.startsWith('$')).toBe(true)
    expect(types).toEqual(expect.arrayContaining(['$UserCreated', '$User', '$settings', '$metadata']))
  })

  it('$metadata of a stream stands in $$stream', async () => {
    await bench().client.setStreamMetadata('described', { maxCount: 7 })
    const found = (await all()).find((e) => e?.streamId === '$$described')
    expect(found).toMatchObject({ type: '$metadata', data: { $maxCount: 7 } })
  })

  it('$streamDeleted has the last revision there can be', async () => {
    await bench().client.tombstoneStream('ended')
    const found = (await all()).find((e) => e?.streamId === 'ended')
    expect(found).toMatchObject({ type: '$streamDeleted', revision: 9_223_372_036_854_775_807n })
  })

  it('and soft-deleted events stay there', async () => {
    const { client } = bench()
    await client.appendToStream('kept in all', events(2))
    await client.deleteStream('kept in all')
    expect((await all()).filter((e) => e?.streamId === 'kept in all')).toHaveLength(2)
  })
})
