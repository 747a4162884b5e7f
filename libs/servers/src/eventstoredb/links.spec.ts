import { binaryEvent, START } from '@eventstore/db-client'
import { collect, events, sharedBench, typesOf, until, withDouble } from './double.spec.kit.ts'

const bench = sharedBench()
const link = (revision: number, stream: string) =>
  binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${stream}`) })

describe('links', () => {
  beforeAll(async () => {
    const { client } = bench()
    await client.appendToStream('target', events(3, 'T'))
    await client.appendToStream('links', [link(1, 'target'), link(0, 'target')])
  })

  it('are what they are where they are not resolved', async () => {
    const read = await collect(bench().client.readStream('links'))
    expect(typesOf(read)).toEqual(['$>', '$>'])
    expect(read.map((one) => one.link)).toEqual([undefined, undefined])
  })

  it('resolved: the event is the target, the link is the link, and the position is the place of the link', async () => {
    const { client } = bench()
    const [plain] = await collect(client.readStream('links'))
    const [, target] = await collect(client.readStream('target'))
    const [resolved] = await collect(client.readStream('links', { resolveLinkTos: true }))
    const place = plain?.event?.position?.commit
    expect(resolved).toEqual({ event: target?.event, link: plain?.event, commitPosition: place })
    expect(place).not.toBe(target?.commitPosition)
  })

  it('resolved in $all, too', async () => {
    const { client } = bench()
    const [plain] = await collect(client.readStream('links'))
    const fromPosition = plain?.event?.position ?? START
    const [resolved] = await collect(client.readAll({ resolveLinkTos: true, maxCount: 1, fromPosition }))
    expect(resolved).toMatchObject({ event: { type: 'T1' }, link: { type: '$>' } })
  })

  it.each([
    ['was never there', () => Promise.resolve('nowhere')],
    [
      'was truncated',
      async () => {
        await bench().client.appendToStream('cut', events(2))
        await bench().client.setStreamMetadata('cut', { truncateBefore: 1 })
        return 'cut'
      },
    ],
    [
      'was soft-deleted',
      async () => {
        await bench().client.appendToStream('let go', events(2))
        await bench().client.deleteStream('let go')
        return 'let go'
      },
    ],
    [
      'is tombstoned',
      async () => {
        await bench().client.appendToStream('closed', events(2))
        await bench().client.tombstoneStream('closed')
        return 'closed'
      },
    ],
  ])('whose target %s: the event is undefined, the link is there', async (name, make) => {
    const { client } = bench()
    const stream = `links: ${name}`
    await client.appendToStream(stream, link(0, await make()))
    const [resolved] = await collect(client.readStream(stream, { resolveLinkTos: true }))
    expect(resolved?.event).toBeUndefined()
    expect(resolved?.link?.type).toBe('$>')
  })

  it('are made by projections', () =>
    withDouble({}, async ({ client, double }) => {
      await client.enableProjection('$by_category')
      await client.appendToStream('incident-1', events(2))
      await until(() => [...double.log.scan()].filter(({ type }) => type === '$>').length === 2)
      const resolved = await collect(client.readStream('$ce-incident', { resolveLinkTos: true }))
      expect(typesOf(resolved)).toEqual(['E0', 'E1'])
    }))
})
