import { matching, oneOf, pairs, share, wholeNumber } from '../kinds.ts'
import { maskedPlace } from '../masking.ts'
import { alsoBy, needed, or, secret, type OtherVariable } from '../setting.ts'

const nobody = () => undefined

/** Variables of the OpenTelemetry specification: one for traces, and one for all signals. */
const ofOtlp = (name: string): readonly OtherVariable[] => [
  { variable: `OTEL_EXPORTER_OTLP_TRACES_${name}` },
  { variable: `OTEL_EXPORTER_OTLP_${name}` },
]

/** What stands in a header after `Bearer ` and the like is secret by itself. */
const secretsIn = (text: string): readonly string[] => {
  const values = text.split(',').map((pair) => pair.slice(pair.indexOf('=') + 1).trim())
  return values.flatMap((value) => [value, value.replace(/^\S+?(?:\s|%20)+/, '')])
}

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

/** Settings of programs that send traces. */
export const tracingSettings = {
  tracesEndpoint: alsoBy(
    or(
      secret(
        needed(matching(/^https?:\/\/[^\s/]+(\/\S*)?$/, 'is no address of a server'), {
          text: 'the whole address that traces are sent to, by OTLP over HTTP; left out: there are no traces',
          allowed: 'an address that begins with https:// or http://',
          example: 'http://127.0.0.1:4318/v1/traces',
        }),
        maskedPlace,
      ),
      nobody,
    ),
    { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' },
    { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', as: (text) => `${text.replace(/\/$/, '')}/v1/traces` },
  ),
  tracesExporter: alsoBy(
    or(
      needed(oneOf(['otlp', 'none']), {
        text: 'how traces are sent; none: they are not, whatever the other settings say',
        allowed: 'otlp, none',
        example: 'none',
      }),
      () => 'otlp' as const,
    ),
    { variable: 'OTEL_SDK_DISABLED', as: (text) => (text.toLowerCase() === 'true' ? 'none' : undefined) },
    { variable: 'OTEL_TRACES_EXPORTER' },
  ),
  tracesProtocol: alsoBy(
    or(
      needed(oneOf(['http/protobuf', 'http/json']), {
        text: 'the form that traces are sent in',
        allowed: 'http/protobuf, http/json',
        example: 'http/json',
      }),
      () => 'http/protobuf' as const,
    ),
    ...ofOtlp('PROTOCOL'),
  ),
  tracesHeaders: alsoBy(
    or(
      {
        ...secret(
          needed(pairs(/^[!#$%&'*+.^`|~\w-]+$/), {
            text: 'headers that are sent with traces, such as the key of a collector; never shown',
            allowed: 'pairs such as name=value between commas, the values percent-encoded',
            example: 'authorization=Bearer%20secret',
          }),
          () => '***',
        ),
        secrets: secretsIn,
      },
      nobody,
    ),
    ...ofOtlp('HEADERS'),
  ),
  tracesTimeout: alsoBy(
    or(
      needed(wholeNumber(1, 60_000), {
        text: 'milliseconds that sending a batch of spans may take; then it is lost',
        allowed: 'a whole number from 1 to 60000',
        example: '3000',
      }),
      () => 3000,
    ),
    ...ofOtlp('TIMEOUT'),
  ),
  tracesSampler: alsoBy(
    or(
      needed(oneOf(samplers), {
        text: 'which traces are kept: always by their id alone, so that all processes keep the same; `parentbased_` changes nothing',
        allowed: samplers.join(', '),
        example: 'traceidratio',
      }),
      () => 'always_on' as const,
    ),
    { variable: 'OTEL_TRACES_SAMPLER' },
  ),
  tracesSamplerArg: alsoBy(
    or(
      needed(share, {
        text: 'the share of traces that traceidratio keeps',
        allowed: 'a number from 0 to 1',
        example: '0.1',
      }),
      () => 1,
    ),
    { variable: 'OTEL_TRACES_SAMPLER_ARG' },
  ),
  tracesName: alsoBy(
    or(
      needed(matching(/^[^\p{Cc}]{1,200}$/u, 'is no name of a program'), {
        text: 'what traces call this program',
        allowed: 'up to 200 characters',
        example: 'helpdesk-api',
      }),
      nobody,
      'the name of the program',
    ),
    { variable: 'OTEL_SERVICE_NAME' },
  ),
  tracesAttributes: alsoBy(
    or(
      needed(pairs(/^[\w./-]+$/), {
        text: 'what traces say of this process besides',
        allowed: 'pairs such as name=value between commas, the values percent-encoded',
        example: 'deployment.environment.name=production',
      }),
      nobody,
    ),
    { variable: 'OTEL_RESOURCE_ATTRIBUTES' },
  ),
}
