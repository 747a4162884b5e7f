import { openCollector, type CollectedSpan, type Collector } from '@deskledger/servers/collector'
import { promiseIn } from './promised.spec.kit.ts'
import { addressOf, folders, start, until, type Running } from './running.spec.kit.ts'

const { next, remove } = folders()
afterAll(remove)

let collector: Collector
beforeEach(async () => {
  collector = await openCollector()
})
afterEach(() => collector.stop())

const key = 'c0llect0r-key'
const serving = (folder: string, env: Readonly<Record<string, string>> = {}) =>
  start(['--dev-tokens', '--ledger', folder, '--port', '0'], {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_HEADERS: `x-key=${key}`,
    OTEL_SERVICE_NAME: 'helpdesk',
    ...env,
  })

/** Asks as an agent. */
const askerOf = async (running: Running) => {
  const url = await addressOf(running)
  await until(() => running.err().includes('-d '))
  const [authorization = ''] = /Bearer eyJ[^']+/.exec(running.err()) ?? []
  return async (path: string, body?: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}${path}`, {
      headers: { authorization, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
}

const story = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa'
const traceId = story.replaceAll('-', '')
const caller = 'cccccccccccccccc'
const mail = { summary: 'Mail of Mrs Lovelace', impact: 1, urgency: 1, description: 'Her password is hunter2' }

const named = (name: string): readonly CollectedSpan[] =>
  collector.spans.filter((span) => span.traceId === traceId && span.name === name)
const one = (name: string): CollectedSpan => {
  const [span, ...others] = named(name)
  if (span === undefined || others.length > 0) throw new Error(`${others.length + 1} spans are named ${name}.`)
  return span
}
const under = ({ spanId }: CollectedSpan): readonly string[] =>
  collector.spans
    .filter(({ parentSpanId }) => parentSpanId === spanId)
    .map(({ name }) => name)
    .toSorted()

interface Line {
  readonly message?: string
  readonly correlationId?: string
  readonly trace_id?: string
}
const linesOf = (running: Running): readonly Line[] =>
  running
    .out()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

describe('the API with a collector', () => {
  it('tells one story in one trace: request, command, append, read models, flow, and what it asked', async () => {
    const folder = next()
    await promiseIn(folder)
    const running = serving(folder)
    const ask = await askerOf(running)
    const traceparent = `00-${traceId}-${caller}-01`
    const raised = await ask('/v1/incidents', mail, { traceparent, 'x-secret': 'header hunter3' })
    expect([raised.status, raised.headers.get('x-correlation-id')]).toEqual([201, story])
    await until(() => named('ask StartClock').some((clock) => under(clock).includes('project')))
    expect(await running.stop()).toBe(0)

    const [server, command] = [one('POST /v1/incidents'), one('ask RaiseIncident')]
    const [react, clock] = [one('react incident-runs-service-level-clocks'), one('ask StartClock')]
    expect(server).toMatchObject({
      parentSpanId: caller,
      kind: 'server',
      failed: false,
      resource: { 'service.name': 'helpdesk', 'service.version': '0.1.0' },
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/incidents',
        'http.response.status_code': 201,
        'deskledger.endpoint': 'raiseNextIncident',
        'deskledger.outcome': 'done',
      },
    })
    expect(under(server)).toEqual(['ask RaiseIncident'])
    expect(command.attributes).toMatchObject({
      'deskledger.command.type': 'RaiseIncident',
      'deskledger.stream': 'incident-INC0000001',
      'deskledger.outcome': 'stored',
      'deskledger.correlation.id': story,
    })
    expect(under(command)).toEqual(['append', 'project', 'react incident-runs-service-level-clocks'])
    const append = named('append').find(({ parentSpanId }) => parentSpanId === command.spanId)
    expect(append?.attributes).toMatchObject({ 'db.system.name': 'sqlite', 'deskledger.expected_revision': -1 })
    expect(under(react)).toEqual(['ask StartClock'])
    expect(clock.attributes).toMatchObject({
      'deskledger.stream': 'service-level-clock-INC0000001.resolve',
      'deskledger.causation.id': react.attributes['deskledger.event.id'],
      'deskledger.asked_by': 'incident-runs-service-level-clocks',
    })
    const projected = named('project').find(({ parentSpanId }) => parentSpanId === command.spanId)
    expect(projected?.attributes['deskledger.read_models']).toContain('incident-details')
    const [append0, project0] = [append?.ended ?? 0n, projected?.began ?? 0n]
    expect(append0 < project0).toBe(true)

    const sent = collector.bodies.join('\n')
    expect(sent).not.toMatch(/eyJ|Bearer|Lovelace|hunter|c0llect0r/)
    expect(collector.requests[0]?.headers['x-key']).toBe(key)
    expect(running.out() + running.err()).not.toContain(key)
    const told = linesOf(running).filter(({ message }) => message === 'answered')
    expect(told).toMatchObject([{ correlationId: story, trace_id: traceId }])
  })
  it('tells of reads, refusals and what there is not; not of what machines ask all the time', async () => {
    const running = serving(next())
    const ask = await askerOf(running)
    const correlated = { 'x-correlation-id': story }
    await ask('/health/live', undefined, correlated)
    await ask('/metrics', undefined, correlated)
    await ask('/v1/incidents/INC0000009?q=hunter2', undefined, correlated)
    await ask('/v1/hunter2', undefined, correlated)
    const raise = { type: 'RaiseIncident', incidentId: 'INC0000042', ...mail }
    for (const key of [1, 2])
      await ask('/v1/commands', raise, { ...correlated, 'idempotency-key': story.replace('1111', `000${key}`) })
    expect(await running.stop()).toBe(0)
    const requests = collector.spans.filter(({ kind }) => kind === 'server')
    expect(requests.map(({ name, attributes }) => [name, attributes['http.response.status_code']])).toEqual([
      ['GET /v1/incidents/{incidentId}', 400],
      ['GET', 404],
      ['POST /v1/commands', 200],
      ['POST /v1/commands', 409],
    ])
    const asked = collector.spans.filter(({ name }) => name === 'ask RaiseIncident')
    expect(asked.map(({ attributes }) => attributes['deskledger.outcome'])).toEqual(['stored', 'refused'])
    expect(asked[1]?.attributes['deskledger.refusal.type']).toBe('IncidentAlreadyRaised')
    expect(collector.bodies.join('')).not.toContain('hunter2')
  })
  it('goes by the correlation id where both are sent, and is linked with the trace of the caller', async () => {
    const running = serving(next())
    const ask = await askerOf(running)
    const other = 'd'.repeat(32)
    await ask('/v1/incidents', undefined, { 'x-correlation-id': story, traceparent: `00-${other}-${caller}-01` })
    await ask('/v1/incidents', undefined, { 'x-correlation-id': 'hunter2' })
    expect(await running.stop()).toBe(0)
    expect(one('GET /v1/incidents')).toMatchObject({
      parentSpanId: '',
      links: [{ traceId: other, spanId: caller }],
    })
    const correlationIds = linesOf(running).flatMap(({ correlationId = [] }) => correlationId)
    expect(correlationIds[0]).toBe(story)
    expect(correlationIds[1]).toMatch(/^[\da-f-]{36}$/)
    expect(collector.bodies.join('')).not.toContain('hunter2')
  })
  it('is held up neither by one that is silent, nor while it stops', async () => {
    collector.behave('is silent')
    const running = serving(next(), { OTEL_EXPORTER_OTLP_TIMEOUT: '2000' })
    const ask = await askerOf(running)
    for (let round = 0; round < 30; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/v1/incidents', mail)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    }
    expect(collector.requests.length).toBeGreaterThan(0)
    const began = performance.now()
    expect(await running.stop()).toBe(0)
    expect(performance.now() - began).toBeLessThan(5000)
  })
  it('says once in its log that one is not there, without its address', async () => {
    const { url } = collector
    await collector.stop()
    const running = serving(next(), {
      OTEL_EXPORTER_OTLP_ENDPOINT: url.replace('//', '//ann:hunter2@'),
      OTEL_EXPORTER_OTLP_TIMEOUT: '100',
    })
    const ask = await askerOf(running)
    expect((await ask('/v1/incidents', mail)).status).toBe(201)
    expect(await running.stop()).toBe(0)
    const told = linesOf(running).filter(({ message = '' }) => message.includes('Traces cannot be sent'))
    expect(told).toHaveLength(1)
    expect(running.out()).not.toContain('hunter2')
    collector = await openCollector()
  })
})

describe('the API without traces', () => {
  it('sends nothing, and its log names no trace; a caller still says what a request belongs to', async () => {
    const running = serving(next(), { OTEL_SDK_DISABLED: 'true' })
    const ask = await askerOf(running)
    const answer = await ask('/v1/incidents', mail, { traceparent: `00-${traceId}-${caller}-01` })
    expect(answer.headers.get('x-correlation-id')).toBe(story)
    expect(await running.stop()).toBe(0)
    expect(collector.requests).toEqual([])
    const told = linesOf(running).filter(({ message }) => message === 'answered')
    expect(told.map((line) => [line.correlationId, line.trace_id])).toEqual([[story, undefined]])
  })
  it('does not begin with settings of traces that are nonsense', async () => {
    const { ended, err } = serving(next(), { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_TRACES_SAMPLER_ARG: '7' })
    expect(await ended).toBe(2)
    expect(err().trim().split('\n')).toEqual([
      '2 settings are wrong:',
      expect.stringContaining('sets tracesProtocol: "grpc"'),
      expect.stringContaining('sets tracesSamplerArg: "7"'),
    ])
  })
})
