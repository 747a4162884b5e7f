import { randomUUID } from 'node:crypto'
import type { AppendExpectedRevision, EventData } from '@eventstore/db-client'
import { collect, event, events, outcome, sharedBench, typesOf, withDouble } from './double.spec.kit.ts'

const bench = sharedBench()
const types = async (stream: string) => typesOf(await collect(bench().client.readStream(stream)))
const append = (stream: string, batch: EventData | EventData[], expectedRevision: AppendExpectedRevision) =>
  bench().client.appendToStream(stream, batch, { expectedRevision })

describe('an exact revision that was passed', () => {
  it('all ids in their places: answered as at first, and nothing stored, however far the stream has moved', async () => {
    const first = events(3)
    const answered = await append('all', first, 'no_stream')
    await append('all', events(40, 'Later'), 2n)
    expect(await append('all', first, 'no_stream')).toEqual(answered)
    expect(await types('all')).toHaveLength(43)
  })

  it('inside a stream, too', async () => {
    await append('inside', events(2), 'no_stream')
    const second = events(2, 'Second')
    const answered = await append('inside', second, 1n)
    await append('inside', event('Third'), 3n)
    expect(await append('inside', second, 1n)).toEqual(answered)
    expect(await types('inside')).toHaveLength(5)
  })

  it('a prefix of the first write counts, and gives the place of its own last event', async () => {
    const first = events(3)
    await append('prefix', first, 'no_stream')
    const again = await append('prefix', first.slice(0, 2), 'no_stream')
    const [, second] = await collect(bench().client.readStream('prefix'))
    expect(again).toEqual({ success: true, nextExpectedRevision: 1n, position: second?.event?.position })
  })

  it('some ids in their places: a wrong version', async () => {
    const first = events(2)
    await append('some', first, 'no_stream')
    const mixed = [first[0] ?? event('none'), event('Other')]
    expect(await outcome(append('some', mixed, 'no_stream'))).toBe('wrong version 1')
    expect(await outcome(append('some', [event('Other'), first[1] ?? event('none')], 'no_stream'))).toBe(
      'wrong version 1',
    )
  })

  it('ids that go on past the end of the stream: a wrong version', async () => {
    const first = events(2)
    await append('past', first, 'no_stream')
    expect(await outcome(append('past', [...first, event('More')], 'no_stream'))).toBe('wrong version 1')
  })

  it('the ids, but in other places: a wrong version', async () => {
    const first = events(2)
    await append('order', first, 'no_stream')
    expect(await outcome(append('order', first.toReversed(), 'no_stream'))).toBe('wrong version 1')
    expect(await outcome(append('order', first, 0n))).toBe('wrong version 1')
  })

  it('the ids of another stream: a wrong version', async () => {
    const first = events(2)
    await append('theirs', first, 'no_stream')
    await append('ours', events(2), 'no_stream')
    expect(await outcome(append('ours', first, 'no_stream'))).toBe('wrong version 1')
  })
})

it('an exact revision that is the last: no id is looked at, the same event is stored twice', async () => {
  const same = event('Same')
  await append('refreshed', same, 'no_stream')
  expect(await outcome(append('refreshed', same, 0n))).toBe('stored 1')
  expect(await types('refreshed')).toEqual(['Same', 'Same'])
})

describe.each(['any', 'stream_exists'] as const)('expecting %s', (expectedRevision) => {
  const named = (name: string) => `${name} ${expectedRevision}`
  const seeded = async (name: string): Promise<string> => {
    await append(named(name), event('Seed'), 'no_stream')
    return named(name)
  }

  it('all ids known: a repeat, answered as at first', async () => {
    const stream = await seeded('known')
    const batch = events(2)
    const answered = await append(stream, batch, expectedRevision)
    await append(stream, event('Later'), expectedRevision)
    expect(await append(stream, batch, expectedRevision)).toEqual(answered)
    expect(await types(stream)).toEqual(['Seed', 'E0', 'E1', 'Later'])
  })

  it('the first id unknown: everything is stored, known ids again', async () => {
    const stream = await seeded('first')
    const known = event('Known')
    await append(stream, known, expectedRevision)
    expect(await outcome(append(stream, [event('New'), known], expectedRevision))).toBe('stored 3')
    expect(await types(stream)).toEqual(['Seed', 'Known', 'New', 'Known'])
  })

  it('the first known, another not: a wrong version', async () => {
    const stream = await seeded('mixed')
    const known = event('Known')
    await append(stream, known, expectedRevision)
    expect(await outcome(append(stream, [known, event('New')], expectedRevision))).toBe('wrong version 1')
  })

  it('ids of another stream are unknown', async () => {
    const stream = await seeded('other')
    const there = event('There')
    await append(named('elsewhere'), there, 'any')
    expect(await outcome(append(stream, there, expectedRevision))).toBe('stored 1')
  })
})

describe('the memory of ids', () => {
  it('is bounded: what was forgotten is stored again', () =>
    withDouble({ rememberedIds: 3 }, async ({ client }) => {
      const old = event('Old')
      await client.appendToStream('s', old)
      await client.appendToStream('s', events(2))
      expect(await outcome(client.appendToStream('s', old))).toBe('stored 0')
      await client.appendToStream('s', event('Third'))
      expect(await outcome(client.appendToStream('s', old))).toBe('stored 4')
    }))

  it('is empty after a restart, where a repeat by exact revision is still known', () =>
    withDouble({}, async ({ client, double }) => {
      const same = event('Same')
      await client.appendToStream('s', same, { expectedRevision: 'no_stream' })
      await double.restart()
      expect(await outcome(client.appendToStream('s', same, { expectedRevision: 'no_stream' }))).toBe('stored 0')
      expect(await outcome(client.appendToStream('s', same))).toBe('stored 1')
    }))

  it('can be switched off', () =>
    withDouble({}, async ({ client, double }) => {
      const same = event('Same')
      await client.appendToStream('s', same)
      double.faults.forgetIds()
      expect(await outcome(client.appendToStream('s', same))).toBe('stored 1')
    }))
})

describe('a repeat', () => {
  it('has no position where its last event can no longer be read', async () => {
    const first = events(2)
    await append('hidden', first, 'no_stream')
    await append('hidden', event('Third'), 1n)
    await bench().client.setStreamMetadata('hidden', { truncateBefore: 2 })
    const again = await append('hidden', first, 'no_stream')
    expect(again).toEqual({ success: true, nextExpectedRevision: 1n, position: undefined })
  })

  it('of the first write of a soft-deleted stream: success, and the stream stays deleted', async () => {
    const first = events(2)
    await append('gone', first, 'no_stream')
    await bench().client.deleteStream('gone')
    expect(await outcome(append('gone', first, 'no_stream'))).toBe('stored 1')
    await expect(types('gone')).rejects.toThrow('gone not found')
  })
})

describe('an append of nothing', () => {
  it.each(['any', 'no_stream'] as const)('expecting %s: success, revision 0, and no stream', async (expected) => {
    const stream = `nothing ${expected} ${randomUUID()}`
    expect(await outcome(append(stream, [], expected))).toBe('stored 0')
    await expect(types(stream)).rejects.toThrow('not found')
  })

  it('behind events: revision 0 all the same', async () => {
    await append('nothing more', events(3), 'no_stream')
    expect(await outcome(append('nothing more', [], 2n))).toBe('stored 0')
    expect(await types('nothing more')).toHaveLength(3)
  })
})
