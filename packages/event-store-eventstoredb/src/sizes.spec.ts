import { NO_STREAM } from '@deskledger/event-store'
import { event, failureOf, got, many, scan, withDouble, withStore } from './ledger.spec.kit.ts'
import { LARGEST_APPEND } from './sizes.ts'

const large = (bytes: number) => event('large', { text: 'x'.repeat(bytes) })

describe('an append that is too large', () => {
  it('is refused with its size, the limit and the setting of the server, and is not sent', () =>
    withDouble({}, (double) =>
      withStore(double.url, {}, async (store) => {
        const refusal = await failureOf(store.append('a', NO_STREAM, [large(LARGEST_APPEND)]))
        expect(refusal).toMatchObject({
          type: 'Unstorable',
          message: expect.stringMatching(/comes to \d{7} bytes, and this store takes 1047552.*MaxAppendSize/) as string,
        })
        expect(scan(double).size).toBe(0)
        expect(await got(store.append('a', NO_STREAM, [large(LARGEST_APPEND - 1000)]))).toMatchObject({ revision: 0 })
      }),
    ))
  it.each(['24.10.0', '25.0.0'])('is measured as the strictest server measures it, which %s takes', (version) =>
    withDouble({ version }, (double) =>
      withStore(double.url, {}, async (store) => {
        const appended = await got(store.append('a', NO_STREAM, many(1500)))
        expect(appended.revision).toBe(1499)
        expect(await failureOf(store.append('b', NO_STREAM, many(2500)))).toMatchObject({ type: 'Unstorable' })
      }),
    ),
  )
  it('is told with the limit of the server where that is lower than was believed', () =>
    withDouble({ maxAppendSize: 10_000 }, (double) =>
      withStore(double.url, {}, async (store) => {
        expect(await failureOf(store.append('a', NO_STREAM, [large(20_000)]))).toMatchObject({
          type: 'Unstorable',
          message: expect.stringMatching(/MaxAppendSize is 10000/) as string,
        })
        expect(await got(store.append('a', NO_STREAM, [large(5000)]))).toMatchObject({ revision: 0 })
      }),
    ))
  it('goes out in several messages where the server takes it', () =>
    withDouble({ maxAppendSize: 64 * 1024 * 1024 }, (double) =>
      withStore(double.url, { largestAppend: 64 * 1024 * 1024 }, async (store) => {
        const events = Array.from({ length: 8 }, (_, i) => event(`large-${i}`, { text: 'x'.repeat(1_500_000) }))
        expect(await got(store.append('a', NO_STREAM, events))).toMatchObject({ revision: 7 })
        expect(await got(store.verify)).toMatchObject({ events: 8, fault: null })
        const pages: number[] = []
        for (let after = ''; ;) {
          const page = await got(store.readAll({ after }))
          pages.push(page.events.length)
          if (page.caughtUp) break
          after = page.position
        }
        expect(Math.max(...pages)).toBeLessThan(8)
        expect(pages.reduce((sum, count) => sum + count, 0)).toBe(8)
      }),
    ))
  it('is refused where one event is larger than a message of the protocol', () =>
    withDouble({}, (double) =>
      withStore(double.url, { largestAppend: 64 * 1024 * 1024 }, async (store) => {
        expect(await failureOf(store.append('a', NO_STREAM, [large(16 * 1024 * 1024 - 60_000)]))).toMatchObject({
          type: 'Unstorable',
          message: expect.stringMatching(/whatever its settings/) as string,
        })
      }),
    ))
})
