import * as E from 'fp-ts/lib/Either.js'
import { apiSettings, decodeSettings, everySetting, printed, projectorSettings, tracesOf } from '../index.ts'

type Texts = Readonly<Record<string, string>>

const decoded = (env: Texts, flags: Texts = {}) => decodeSettings(apiSettings, { env, flags })
const good = (env: Texts, flags: Texts = {}) => {
  const outcome = decoded(env, flags)
  if (E.isLeft(outcome)) throw new Error(outcome.left.join('\n'))
  return outcome.right
}
const traces = (env: Texts, flags: Texts = {}) =>
  tracesOf(good(env, flags).values, { name: 'deskledger-api', version: '1.2.3' })
const mistakes = (env: Texts): readonly string[] => {
  const outcome = decoded(env)
  return E.isLeft(outcome) ? outcome.left : []
}

const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318/' }

describe('without an endpoint', () => {
  it('there are no traces, whatever else is said', () => {
    expect(traces({})).toBeUndefined()
    expect(traces({ OTEL_SERVICE_NAME: 'desk', OTEL_TRACES_SAMPLER: 'always_on' })).toBeUndefined()
  })
})

describe('the variables of OpenTelemetry', () => {
  it('are enough', () => {
    expect(traces(collector)).toEqual({
      endpoint: 'http://collector.example:4318/v1/traces',
      protocol: 'http/protobuf',
      headers: {},
      timeout: 3000,
      program: { name: 'deskledger-api', version: '1.2.3' },
      attributes: {},
      ratio: 1,
      store: 'sqlite',
    })
  })
  it('are all understood', () => {
    const env = {
      ...collector,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20s3cr3t, x-tenant = desk',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_SERVICE_NAME: 'helpdesk',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=production,service.name=other',
    }
    expect(traces(env)).toMatchObject({
      headers: { authorization: 'Bearer s3cr3t', 'x-tenant': 'desk' },
      protocol: 'http/json',
      timeout: 500,
      ratio: 0.25,
      program: { name: 'helpdesk' },
      attributes: { 'deployment.environment.name': 'production' },
    })
    expect(traces({ ...env, OTEL_SERVICE_NAME: '' })?.program.name).toBe('other')
  })
  it('for traces win over those for all signals, and ours over both', () => {
    const env = { ...collector, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://traces.example/in' }
    expect(traces(env)?.endpoint).toBe('http://traces.example/in')
    const ours = { ...env, DESKLEDGER_TRACES_ENDPOINT: 'http://ours.example/v1/traces' }
    expect(traces(ours)?.endpoint).toBe('http://ours.example/v1/traces')
    expect(traces(ours, { tracesEndpoint: 'http://typed.example' })?.endpoint).toBe('http://typed.example')
  })
  it.each([{ OTEL_SDK_DISABLED: 'true' }, { OTEL_SDK_DISABLED: 'TRUE' }, { OTEL_TRACES_EXPORTER: 'none' }])(
    'switch traces off: %j',
    (env) => {
      expect(traces({ ...collector, ...env })).toBeUndefined()
    },
  )
  it('that say they are not disabled leave them on', () => {
    expect(traces({ ...collector, OTEL_SDK_DISABLED: 'false' })).toBeDefined()
  })
  it.each([
    ['always_on', 1],
    ['parentbased_always_on', 1],
    ['always_off', 0],
    ['parentbased_always_off', 0],
    ['traceidratio', 0.5],
  ])('keep the share of traces that %s means', (sampler, ratio) => {
    const env = { ...collector, OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: '0.5' }
    expect(traces(env)?.ratio).toBe(ratio)
  })
})

const nonsense: readonly (readonly [variable: string, text: string, reason: RegExp])[] = [
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', /is no address of a server/],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'grpc://collector:4317', /is no address of a server/],
  ['OTEL_TRACES_EXPORTER', 'zipkin', /"zipkin" is not known\. Allowed: otlp, none/],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', /"grpc" is not known\. Allowed: http\/protobuf, http\/json/],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'hunter2', /"\*\*\*" has a part that is no pair/],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'key=hunter2%0d%0aother: 1', /"\*\*\*" has a part that is no pair/],
  ['OTEL_EXPORTER_OTLP_TIMEOUT', '10s', /is no whole number/],
  ['OTEL_TRACES_SAMPLER', 'sometimes', /is not known/],
  ['OTEL_TRACES_SAMPLER_ARG', '10', /is no number from 0 to 1/],
  ['OTEL_TRACES_SAMPLER_ARG', 'half', /is no number from 0 to 1/],
  ['OTEL_SERVICE_NAME', 'x'.repeat(201), /is no name of a program/],
  ['OTEL_RESOURCE_ATTRIBUTES', 'production', /has a part that is no pair/],
]

describe('nonsense in a variable of OpenTelemetry', () => {
  it.each(nonsense)('is told in one sentence: %s as "%s"', (variable, text, reason) => {
    const [mistake = '', ...others] = mistakes({ [variable]: text })
    expect(others).toEqual([])
    expect(mistake).toMatch(
      new RegExp(`^The environment variable ${variable} sets \\w+: .+ Allowed: .+, such as .+\\.$`),
    )
    expect(mistake).toMatch(reason)
    expect(mistake).not.toContain('hunter2')
  })
  it('is told all at once', () => {
    const all = Object.fromEntries(nonsense.map(([variable, text]) => [variable, text]))
    expect(mistakes(all)).toHaveLength(Object.keys(all).length - 1) // one endpoint wins over the other
  })
})

describe('what is secret', () => {
  const { shown, hide } = good({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://ann:hunter2@collector.example',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20t0psecret,x-key=k3yk3y',
  })
  it('is not shown', () => {
    expect(printed(shown)).not.toMatch(/hunter2|t0psecret|k3yk3y/)
    expect(printed(shown)).toMatch(/tracesHeaders +\*\*\* +\(the environment variable OTEL_EXPORTER_OTLP_HEADERS\)/)
  })
  it('is taken out of what others write', () => {
    expect(hide('sent Bearer%20t0psecret, t0psecret and k3yk3y to ann:hunter2')).not.toMatch(/hunter2|t0psecret|k3yk3y/)
  })
})

it('the projector has the same settings of traces', () => {
  const ofTraces = Object.keys(everySetting).filter((name) => name.startsWith('traces'))
  expect(ofTraces).toHaveLength(9)
  expect(Object.keys(projectorSettings)).toEqual(expect.arrayContaining(ofTraces))
})
