import { randomUUID } from 'node:crypto'
import { binaryEvent, jsonEvent, UnknownError } from '@eventstore/db-client'
import { idIn, shared, streams } from './protocol/messages.ts'
import { collect, event, failing, outcome, sharedBench, withDouble } from './double.spec.kit.ts'
import { batchOfOne, correlationIn, detailsIn, eventIn, ofStream, openRaw } from './raw.spec.kit.ts'

const bench = sharedBench({ version: '26.0.1', maxAppendSize: 32 * 1024 * 1024 })
const unary = { credentials: { username: 'a', password: 'b' } }
const MiB = 1024 * 1024

it('tells its version, and its methods by service and name in lower case', async () => {
  const raw = openRaw(bench().double)
  const answer = await raw.features()
  raw.close()
  const methods = answer.getMethodsList().map((method) => `${method.getServiceName()}/${method.getMethodName()}`)
  expect(answer.getEventStoreServerVersion()).toBe('26.0.1')
  expect(methods).toEqual(
    expect.arrayContaining([
      'event_store.client.streams.streams/read',
      'event_store.client.streams.streams/append',
      'event_store.client.streams.streams/batchappend',
      'event_store.client.streams.streams/delete',
      'event_store.client.streams.streams/tombstone',
      'event_store.client.server_features.serverfeatures/getsupportedmethods',
    ]),
  )
  expect(methods.every((method) => method === method.toLowerCase())).toBe(true)
})

it('without batchappend the client appends by the unary call', () =>
  withDouble({ batchAppend: false }, async ({ client, double }) => {
    const raw = openRaw(double)
    const names = (await raw.features()).getMethodsList().map((method) => method.getMethodName())
    await expect(raw.batch(batchOfOne({ stream: 's', id: randomUUID(), correlationId: randomUUID() }))).rejects.toThrow(
      'UNIMPLEMENTED',
    )
    raw.close()
    expect(names).not.toContain('batchappend')
    expect(await outcome(client.appendToStream('s', event('A'), { expectedRevision: 'no_stream' }))).toBe('stored 0')
  }))

describe('ids', () => {
  it.each([
    ['no UUID', 'event-1'],
    ['in upper case', 'A1B2C3D4-0000-4000-8000-00000000000F'],
    ['in braces', '{a1b2c3d4-0000-4000-8000-00000000000f}'],
    ['empty', ''],
  ])('%s are refused, and nothing is stored', async (_, id) => {
    const { client, double } = bench()
    const before = double.log.count()
    expect(await failing(client.appendToStream('ids', event('A', id)))).toBeInstanceOf(UnknownError)
    expect(await failing(client.appendToStream('ids', event('A', id), unary))).toBeInstanceOf(UnknownError)
    expect(double.log.count()).toBe(before)
  })

  it('come back as text, or in two halves where the reader asks for them', async () => {
    const { client, double } = bench()
    const id = randomUUID()
    await client.appendToStream('halves', event('A', id))
    const raw = openRaw(double)
    const [text] = await raw.read(ofStream('halves'))
    const [halves] = await raw.read((options) =>
      ofStream('halves')(options).setUuidOption(
        new streams.ReadReq.Options.UUIDOption().setStructured(new shared.Empty()),
      ),
    )
    raw.close()
    expect(eventIn(text).getId()?.getString()).toBe(id)
    expect(eventIn(halves).getId()?.hasStructured()).toBe(true)
    expect(idIn(eventIn(halves).getId())).toBe(id)
  })

  it('in two halves are taken, as other clients send them', async () => {
    const { client, double } = bench()
    const id = randomUUID()
    const raw = openRaw(double)
    const correlationId = randomUUID()
    const request = batchOfOne({ stream: 'sent in halves', id, correlationId })
    const [message] = request.getProposedMessagesList()
    const hex = id.replaceAll('-', '')
    const half = (at: number) => BigInt.asIntN(64, BigInt(`0x${hex.slice(at, at + 16)}`)).toString()
    message?.setId(
      new shared.UUID().setStructured(
        new shared.UUID.Structured().setMostSignificantBits(half(0)).setLeastSignificantBits(half(16)),
      ),
    )
    const answer = await raw.batch(request)
    raw.close()
    expect(detailsIn(answer.getError())).toBe('no details')
    expect(correlationIn(answer)).toBe(correlationId)
    const [stored] = await collect(client.readStream('sent in halves'))
    expect(stored?.event?.id).toBe(id)
  })
})

describe('an event', () => {
  it('carries type, content type, and the time in 100 ns since 1970 as text; numbers of 64 bits are text', async () => {
    const { client, double } = bench()
    const before = Date.now()
    await client.appendToStream('told', [
      jsonEvent({ type: 'Json', data: { a: 'ü' }, metadata: { b: 1 } }),
      binaryEvent({ type: 'Binary', data: Buffer.from([0, 255]), metadata: Buffer.from([1, 2]) }),
    ])
    const after = Date.now()
    const raw = openRaw(double)
    const answers = await raw.read((options) => ofStream('told')(options).setCount('2'))
    raw.close()
    const [json, binary] = answers.map(eventIn)
    const about = new Map(json?.getMetadataMap().toObject() ?? [])
    expect(about.get('type')).toBe('Json')
    expect(about.get('content-type')).toBe('application/json')
    expect(binary?.getMetadataMap().get('content-type')).toBe('application/octet-stream')
    expect(about.get('created')).toMatch(/^\d{17}$/)
    const milliseconds = Number(about.get('created')) / 10_000
    expect(milliseconds).toBeGreaterThanOrEqual(before)
    expect(milliseconds).toBeLessThanOrEqual(after + 1)
    expect(typeof json?.getStreamRevision()).toBe('string')
    expect(typeof json?.getCommitPosition()).toBe('string')
  })

  it('comes back byte by byte', async () => {
    const { client } = bench()
    const [json, binary] = await collect(client.readStream('told'))
    expect(json?.event).toMatchObject({ isJson: true, data: { a: 'ü' }, metadata: { b: 1 } })
    expect(binary?.event?.isJson).toBe(false)
    expect(Buffer.from(binary?.event?.data as Uint8Array)).toEqual(Buffer.from([0, 255]))
    expect(Buffer.from(binary?.event?.metadata as Uint8Array)).toEqual(Buffer.from([1, 2]))
  })
})

describe('messages', () => {
  const large = (bytes: number) => binaryEvent({ type: 'Large', data: Buffer.alloc(bytes) })

  it('just below 16 MiB are taken, and sent back to readers', async () => {
    const { client } = bench()
    const bytes = 16 * MiB - 11_000
    expect(await outcome(client.appendToStream('large', large(bytes)))).toBe('stored 0')
    const [stored] = await collect(client.readStream('large'))
    expect((stored?.event?.data as Uint8Array).length).toBe(bytes)
  })

  it('above 16 MiB less 10,000 bytes fail the call, and nothing is stored', async () => {
    const { client, double } = bench()
    const before = double.log.count()
    const error = await failing(client.appendToStream('larger', large(16 * MiB - 9_000), unary))
    expect(error).toBeInstanceOf(UnknownError)
    expect(error).toMatchObject({ code: 8 })
    expect(double.log.count()).toBe(before)
  })
})
