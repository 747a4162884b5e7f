import type { StoredEvent } from './events.ts'
import { GENESIS, hashOf, linkOf, sha256, uuidv5 } from './hashing.ts'
import type { Instant, Uuid } from './words.ts'

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const id = '2ed6657d-e927-568b-95e1-2665a8aea6a2' as Uuid
const event: Omit<StoredEvent, 'hash' | 'position'> = {
  stream: 'toy-"A"',
  revision: 0,
  eventId: id,
  type: 'Paid',
  data: { b: 1, a: 'ü' },
  metadata: { commandId: id, correlationId: id, causationId: id, schemaVersion: 1 },
  recordedAt: '2025-03-01T09:30:00.000Z' as Instant,
}

describe('hashing', () => {
  it('gives the SHA-256 of the UTF-8 text (FIPS 180-4 examples)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
  it('gives the UUID of RFC 9562, appendix A.4, and of other known names', () => {
    expect(uuidv5(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
    expect(uuidv5(dns, 'python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d')
  })
  it('hashes an event over the one before and its canonical JSON, as other programs can', () => {
    const text =
      `{"data":{"a":"ü","b":1},"eventId":"${id}","metadata":{"causationId":"${id}","commandId":"${id}","correlationId":"${id}",` +
      '"schemaVersion":1},"recordedAt":"2025-03-01T09:30:00.000Z","revision":0,"stream":"toy-\\"A\\"","type":"Paid"}'
    expect(hashOf(GENESIS, event)).toBe(sha256(`${GENESIS}\n${text}`))
    expect(hashOf(GENESIS, event)).toBe('1f2a6d7c12395b0ad12fc46fdfe9b3ac635c286b634b4c947bae51bafdbb51a2') // by sha256sum
  })
  it('gives another hash when anything is different', () => {
    const others: (typeof event)[] = [
      { ...event, stream: 'toy-B' },
      { ...event, revision: 1 },
      { ...event, type: 'Pait' },
      { ...event, data: { b: 2, a: 'ü' } },
      { ...event, eventId: dns },
      { ...event, metadata: { ...event.metadata, schemaVersion: 2 } },
      { ...event, recordedAt: '2025-03-01T09:30:00.001Z' as Instant },
    ]
    const hashes = [hashOf(GENESIS, event), hashOf('1'.repeat(64), event), ...others.map((one) => hashOf(GENESIS, one))]
    expect(new Set(hashes).size).toBe(hashes.length)
  })
  it('does not depend on the order in which members were written', () => {
    expect(hashOf(GENESIS, { ...event, data: { a: 'ü', b: 1 } })).toBe(hashOf(GENESIS, event))
  })
  it('links the log event by event', () => {
    expect(linkOf(GENESIS, 'f'.repeat(64))).toBe(sha256(`${GENESIS}${'f'.repeat(64)}`))
  })
})
