import { openCollector, type Collector } from '@deskledger/servers/collector'
import { openLedger } from '@deskledger/runtime'
import { openMemoryEventStore } from '@deskledger/event-store'
import { openMemoryReadStore } from '@deskledger/read-store'
import { instantOf } from '@deskledger/kernel'
import { toyPractice } from '@deskledger/testing'
import { id, open, right } from '../toy-traced.spec.kit.ts'
import { openTracing, type TracingOptions } from './index.ts'

let collector: Collector
const troubles: string[] = []
beforeEach(async () => {
  collector = await openCollector()
  troubles.length = 0
})
afterEach(() => collector.stop())

const traced = (options: Partial<TracingOptions> = {}) => {
  const tracing = openTracing({
    endpoint: `${collector.url}/v1/traces`,
    protocol: 'http/json',
    headers: { 'x-key': 'k3y' },
    timeout: 3000,
    onTrouble: (sentence) => troubles.push(sentence),
    program: { name: 'spec', version: '1.2.3' },
    attributes: { 'deployment.environment.name': 'test' },
    ratio: 1,
    store: 'memory',
    ...options,
  })
  const ledger = openLedger({
    events: openMemoryEventStore({ clock: () => instantOf(0) }),
    views: openMemoryReadStore(),
    register: [toyPractice()],
    observer: tracing.observer,
  })
  return { ...tracing, ledger }
}

const story = id('a')
const traceId = story.replaceAll('-', '')
const answer = { method: 'POST', route: '/v1/accounts/{account}', status: 201, httpVersion: '1.1', facts: {} }
const times = () => ({ began: Date.now() - 5, ended: Date.now() })

describe('a collector', () => {
  it('gets the request and the command under it, and what the process is', async () => {
    const { request, ledger, stop } = traced()
    const one = request({ correlationId: story, caller: { traceId, spanId: 'c'.repeat(16) } })
    await one?.within(() => ledger.ask(open('A'), { commandId: id('b'), correlationId: story }))
    one?.answered({ ...answer, ...times(), facts: { 'deskledger.outcome': 'done' } })
    await stop()
    const [append, command, server] = ['append', 'ask OpenAccount', 'POST /v1/accounts/{account}'].map((name) =>
      collector.spans.find((span) => span.name === name),
    )
    expect(collector.spans).toHaveLength(3)
    expect(server).toMatchObject({
      traceId,
      parentSpanId: 'c'.repeat(16),
      kind: 'server',
      failed: false,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/accounts/{account}',
        'http.response.status_code': 201,
        'network.protocol.version': '1.1',
        'url.scheme': 'http',
        'deskledger.outcome': 'done',
      },
      resource: { 'service.name': 'spec', 'service.version': '1.2.3', 'deployment.environment.name': 'test' },
    })
    expect(command).toMatchObject({ traceId, parentSpanId: server?.spanId, spanId: '8111bbbbbbbbbbbb' })
    expect(append).toMatchObject({ traceId, parentSpanId: command?.spanId })
    expect(collector.requests[0]?.headers['x-key']).toBe('k3y')
  })
  it('is told of requests that nothing is found for, and of those that failed', async () => {
    const { request, stop } = traced()
    const other = { traceId: 'd'.repeat(32), spanId: 'c'.repeat(16) }
    for (const [caller, status] of [
      [undefined, 404],
      [other, 503],
    ] as const)
      request({ correlationId: story, caller })?.answered({
        ...answer,
        ...times(),
        route: undefined,
        method: 'PROPFIND',
        status,
      })
    await stop()
    expect(collector.spans).toMatchObject([
      { name: 'HTTP', failed: false, parentSpanId: '', links: [], attributes: { 'http.request.method': '_OTHER' } },
      { failed: true, parentSpanId: '', links: [other], attributes: { 'error.type': '503' } },
    ])
    expect(request({ correlationId: 'no uuid', caller: undefined })).toBeUndefined()
  })
  it('gets protocol buffers where it asks for them', async () => {
    const { ledger, stop } = traced({ protocol: 'http/protobuf' })
    right(await ledger.ask(open('A')))
    await stop()
    expect(collector.requests).toMatchObject([{ contentType: 'application/x-protobuf' }])
    expect(collector.bodies[0]).toContain('ask OpenAccount')
  })
  it('gets nothing of traces that are not kept', async () => {
    const { request, ledger, stop } = traced({ ratio: 0 })
    expect(request({ correlationId: story, caller: { traceId, spanId: 'c'.repeat(16) } })).toBeUndefined()
    right(await ledger.ask(open('A')))
    await stop()
    expect(collector.requests).toEqual([])
  })
})

describe('a collector that does not take spans', () => {
  it('that refuses them is told of once, and the end is not delayed', async () => {
    collector.behave('fails')
    const { ledger, stop } = traced()
    for (let account = 0; collector.requests.length < 4; account++) {
      right(await ledger.ask(open(`A${account}`)))
      await new Promise(setImmediate)
    }
    await stop()
    expect(troubles).toEqual([expect.stringContaining('Traces cannot be sent to the collector')])
  })
  it('that is silent holds up neither commands nor the end', async () => {
    collector.behave('is silent')
    const { ledger, stop } = traced({ timeout: 1500, grace: 200 })
    for (let account = 0; account < 5000; account++) right(await ledger.ask(open(`A${account}`)))
    const began = performance.now()
    await stop()
    expect(performance.now() - began).toBeLessThan(1400)
    expect(collector.requests.length).toBeGreaterThan(0)
  })
  it('that is not there holds up neither', async () => {
    const { url } = collector
    await collector.stop()
    const { ledger, stop } = traced({ endpoint: `${url}/v1/traces`, timeout: 1500, grace: 200 })
    right(await ledger.ask(open('A')))
    const began = performance.now()
    await stop()
    expect(performance.now() - began).toBeLessThan(1400)
    collector = await openCollector()
  })
  it('that takes them again is told of', async () => {
    collector.behave('fails')
    const { ledger, stop } = traced()
    for (let account = 0; account < 300; account++) right(await ledger.ask(open(`A${account}`)))
    while (troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    collector.behave('takes')
    right(await ledger.ask(open('B')))
    await stop()
    expect(troubles[1]).toBe('Traces are sent again.')
  })
})
