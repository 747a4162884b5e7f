import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { openAt, type OpenLedger } from '@deskledger/register'
import { openCollector, type CollectedSpan, type Collector } from '@deskledger/servers/collector'
import { openTracing, type Tracing } from '@deskledger/tracing/otlp'
import { caughtUp, until, workshopForSpecs, type Place, type Projector } from './projectors.spec.kit.ts'

import.meta.jest.setTimeout(120_000)

const { shop, start } = workshopForSpecs()
const { newPlace } = shop

let collector: Collector
beforeEach(async () => {
  collector = await openCollector()
})
afterEach(() => collector.stop())

const settings = () => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
  DESKLEDGER_WORKER_NAME: 'one',
})

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** A process that asks commands and projects nothing, as an API on servers. */
const asking = async (place: Place, ratio = 1): Promise<Tracing & { readonly opened: OpenLedger }> => {
  const tracing = openTracing({
    endpoint: `${collector.url}/v1/traces`,
    protocol: 'http/json',
    headers: {},
    timeout: 1000,
    program: { name: 'asking', version: '1' },
    attributes: {},
    ratio,
    store: 'sqlite',
    onTrouble: (sentence) => {
      throw new Error(sentence)
    },
  })
  const opened = right(await openAt(place, { create: true, projects: false, observer: tracing.observer }))
  return { ...tracing, opened }
}

const at = '2025-03-03T09:00:00.000Z'
const raise = (number: number) => ({
  type: 'RaiseIncident',
  incidentId: `INC${String(number).padStart(7, '0')}`,
  by: 'ann',
  at,
  summary: 'Mail of Mrs Lovelace',
  impact: 1,
  urgency: 1,
})

const spansOf = (service: string): readonly CollectedSpan[] =>
  collector.spans.filter(({ resource }) => resource['service.name'] === service)

const follows = async (one: Projector, { opened, stop }: Awaited<ReturnType<typeof asking>>) => {
  await until(() => caughtUp(one))
  await opened.close()
  await stop()
  expect(await one.stop()).toEqual({ code: 0, signal: null })
}

describe('a projector with a collector', () => {
  it('puts what it projects into the traces of those who asked, though it knows the log alone', async () => {
    const place = newPlace()
    const asker = await asking(place)
    const one = start(place, settings())
    await until(async () => (await one.status()).holds.length > 0)
    const correlationId = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa'
    right(await asker.opened.ledger.ask(raise(1) as never, { correlationId } as never))
    await follows(one, asker)
    const [command] = spansOf('asking').filter(({ name }) => name === 'ask RaiseIncident')
    const projections = spansOf('deskledger-projector').filter(({ name }) => name === 'project')
    expect(command?.traceId).toBe(correlationId.replaceAll('-', ''))
    expect(projections.length).toBeGreaterThan(0)
    for (const { traceId, parentSpanId, resource } of projections)
      expect([traceId, parentSpanId, resource['service.instance.id']]).toEqual([
        command?.traceId,
        command?.spanId,
        'one',
      ])
    const readModels = projections.flatMap(({ attributes }) => attributes['deskledger.read_models'])
    expect(readModels).toContain('incident-details')
    expect(collector.bodies.join('')).not.toContain('Lovelace')
  })
  it('keeps the traces that the others keep, and no other', async () => {
    const place = newPlace()
    const asker = await asking(place, 0.5)
    for (let number = 1; number <= 30; number++) right(await asker.opened.ledger.ask(raise(number) as never))
    const one = start(place, {
      ...settings(),
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.5',
    })
    await until(async () => (await one.status()).holds.length > 0)
    await follows(one, asker)
    const kept = new Set(spansOf('asking').map(({ traceId }) => traceId))
    const followed = spansOf('deskledger-projector').filter(({ name }) => name === 'project')
    expect(kept.size).toBeGreaterThan(0)
    expect(kept.size).toBeLessThan(30)
    expect(new Set(followed.map(({ traceId }) => traceId))).toEqual(kept)
  })
  it('stops in time though that is silent, and projects meanwhile', async () => {
    collector.behave('is silent')
    const place = newPlace()
    const one = start(place, settings())
    await until(async () => (await one.status()).holds.length > 0)
    const opened = right(await openAt(place, { create: true, projects: false }))
    for (let number = 1; number <= 100; number++) right(await opened.ledger.ask(raise(number) as never))
    await until(() => caughtUp(one))
    await opened.close()
    const began = performance.now()
    expect(await one.stop()).toEqual({ code: 0, signal: null })
    expect(performance.now() - began).toBeLessThan(8000)
  })
})

/** Addresses of all modules that a process loaded, by what it says of its coverage. */
const loadedBy = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')

describe('OpenTelemetry', () => {
  it.each([
    ['loaded where traces are sent', true],
    ['not loaded where they are not', false],
  ])('is %s', async (_, sends) => {
    const NODE_V8_COVERAGE = join(shop.folder, `coverage-${String(sends)}`)
    const one = start(newPlace(), { ...(sends ? settings() : {}), NODE_V8_COVERAGE })
    await until(() => one.said('Opened the log'))
    await one.stop()
    expect(loadedBy(NODE_V8_COVERAGE)).toContain('projector.js')
    expect(loadedBy(NODE_V8_COVERAGE).includes('@opentelemetry')).toBe(sends)
  })
})

it('a projector does not begin with settings of traces that are nonsense', async () => {
  const one = start(newPlace(), { ...settings(), OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' })
  expect(await one.ended).toEqual({ code: 2, signal: null })
  expect(one.errors()).toMatch(/^The environment variable OTEL_EXPORTER_OTLP_ENDPOINT sets tracesEndpoint: .*\n$/)
})
