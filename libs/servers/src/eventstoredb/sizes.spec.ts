import { randomUUID } from 'node:crypto'
import { binaryEvent, MaxAppendSizeExceededError, UnknownError, type EventData } from '@eventstore/db-client'
import { limitsOf } from './sizes.ts'
import { failing, outcome, withDouble } from './double.spec.kit.ts'
import { detailsIn, openRaw, partOf } from './raw.spec.kit.ts'

const MiB = 1024 * 1024
const of = (bytes: number, metadata = 0): EventData =>
  binaryEvent({ type: 'Ab', data: Buffer.alloc(bytes), metadata: Buffer.alloc(metadata) })

/** What the client throws for one append of these events, by batch and by the unary call. */
const both = async (version: string, events: EventData[]) =>
  withDouble({ version }, async ({ client }) => [
    await outcome(client.appendToStream('batch', events)),
    await outcome(client.appendToStream('unary', events, { credentials: { username: 'a', password: 'b' } })),
  ])

const TOO_LARGE = ['MaxAppendSizeExceededError', 'MaxAppendSizeExceededError']

describe('24.10 counts data alone', () => {
  it('1 MiB of data in one append is taken, metadata and types not counted', async () => {
    expect(await both('24.10.0', [of(MiB / 2, 5_000), of(MiB / 2, 5_000)])).toEqual(['stored 1', 'stored 1'])
  })

  it('a byte more is not', async () => {
    expect(await both('24.10.0', [of(MiB / 2), of(MiB / 2 + 1)])).toEqual(TOO_LARGE)
  })
})

describe('25.0 counts metadata and twice the length of the type as well', () => {
  it('1 MiB of all that is taken', async () => {
    expect(await both('25.0.0', [of(MiB - 104, 100)])).toEqual(['stored 0', 'stored 0'])
  })

  it('a byte more is not', async () => {
    expect(await both('25.0.0', [of(MiB - 103, 100)])).toEqual(TOO_LARGE)
  })
})

describe('from 25.1', () => {
  it('appends may be larger', async () => {
    expect(await both('26.0.0', [of(5 * MiB), of(5 * MiB)])).toEqual(['stored 1', 'stored 1'])
  })

  it('there are 256 MiB for an append and 16 MiB for an event', () => {
    expect(limitsOf('25.1.0')).toMatchObject({ append: 256 * MiB, event: 16 * MiB })
  })
})

it('the limit of an append is a setting', () =>
  withDouble({ maxAppendSize: 1000 }, async ({ client }) => {
    expect(await outcome(client.appendToStream('s', of(1000)))).toBe('stored 0')
    const error = await failing(client.appendToStream('s', of(1001)))
    expect(error).toBeInstanceOf(MaxAppendSizeExceededError)
    expect(error).toMatchObject({ maxAppendSize: 1000 })
  }))

it('an append in several parts is measured as one', () =>
  withDouble({ maxAppendSize: 1000 }, async ({ client }) => {
    const parts = { batchAppendSize: 300 }
    expect(await outcome(client.appendToStream('s', [of(400), of(400)], parts))).toBe('stored 1')
    expect(await outcome(client.appendToStream('s', [of(400), of(400), of(400)], parts))).toBe(
      'MaxAppendSizeExceededError',
    )
  }))

describe('the parts of one append', () => {
  it('must arrive in time: else a timeout, and nothing is stored', () =>
    withDouble({ writeTimeout: 100 }, async ({ double }) => {
      const raw = openRaw(double)
      const before = double.log.count()
      const answer = await raw.batch(partOf({ stream: 's', id: randomUUID(), correlationId: randomUUID() }))
      raw.close()
      expect(detailsIn(answer.getError())).toBe('event_store.client.Timeout')
      expect(double.log.count()).toBe(before)
    }))

  it('must arrive before the deadline, where that is earlier', () =>
    withDouble({ writeTimeout: 60_000 }, async ({ double }) => {
      const raw = openRaw(double)
      const deadline = new Date(Date.now() + 150)
      const answer = await raw.batch(partOf({ stream: 's', id: randomUUID(), correlationId: randomUUID(), deadline }))
      raw.close()
      expect(detailsIn(answer.getError())).toBe('event_store.client.Timeout')
    }))

  it('come too late where the deadline has passed: a timeout, and nothing is stored', () =>
    withDouble({}, async ({ double }) => {
      const raw = openRaw(double)
      const before = double.log.count()
      const request = partOf({
        stream: 's',
        id: randomUUID(),
        correlationId: randomUUID(),
        deadline: new Date(Date.now() - 1),
      })
      const answer = await raw.batch(request.setIsFinal(true))
      raw.close()
      expect(detailsIn(answer.getError())).toBe('event_store.client.Timeout')
      expect(double.log.count()).toBe(before)
    }))
})

it('from 25.1 on an event larger than an event may be is refused', () =>
  withDouble({ version: '25.1.0' }, async ({ client }) => {
    // A message must stay below what the server receives: letters of the type, which count twice, bring it over the limit.
    const letters = 11_000
    const event = (over: number) =>
      binaryEvent({ type: 'A'.repeat(letters), data: Buffer.alloc(16 * MiB - 2 * letters + over) })
    expect(await outcome(client.appendToStream('s', event(0)))).toBe('stored 0')
    expect(await failing(client.appendToStream('s', event(1)))).toBeInstanceOf(UnknownError)
  }))
