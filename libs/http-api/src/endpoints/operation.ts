import type { Endpoint } from '../http/endpoint.ts'
import { Problem } from '../http/problem.ts'
import type { Watch } from '../watching/watch.ts'
import { json } from './saying.ts'

/** Asked by machines that hold no token, again and again. */
const forMachines = { isPublic: true, isFree: true, query: {} } as const
const uncached = { 'cache-control': 'no-store' }

const up = {
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', const: 'up' } },
  additionalProperties: false,
} as const

const live: Endpoint = {
  ...forMachines,
  run: () => Promise.resolve({ status: 200, headers: uncached, body: { status: 'up' } }),
  operation: {
    id: 'isLive',
    method: 'get',
    path: '/health/live',
    summary: 'Whether the process answers. Where it does not, start it anew.',
    tags: ['operation'],
    security: [],
    parameters: [],
    answers: { 200: json(up, 'It does.') },
  },
}

const notReady = (reasons: readonly string[]): Problem =>
  new Problem(503, {
    kind: 'NotReady',
    detail: reasons.join('\n'),
    more: { reasons },
    headers: { ...uncached, 'retry-after': '1' },
  })

const ready = ({ reasons }: Watch): Endpoint => ({
  ...forMachines,
  run: () => {
    const against = reasons()
    if (against.length > 0) return Promise.reject(notReady(against))
    return Promise.resolve({ status: 200, headers: uncached, body: { status: 'up' } })
  },
  operation: {
    id: 'isReady',
    method: 'get',
    path: '/health/ready',
    summary: 'Whether requests should be sent here: both stores answer, and read models are not too far behind.',
    description:
      'It tells what was measured last, and measures nothing itself. The reasons against are in the problem.',
    tags: ['operation'],
    security: [],
    parameters: [],
    answers: { 200: json(up, 'They should.'), 503: 'E503' },
  },
})

const figures = ({ metrics }: Watch): Endpoint => ({
  ...forMachines,
  run: async () => ({ status: 200, headers: uncached, body: await metrics.text(), mediaType: metrics.contentType }),
  operation: {
    id: 'getMetrics',
    method: 'get',
    path: '/metrics',
    summary: 'Figures of this process for Prometheus.',
    description:
      'Commands by type and outcome, refusals by rule, durations by endpoint, how far read models are behind, parked streams, timers that are due, and what the process takes of the machine.',
    tags: ['operation'],
    security: [],
    parameters: [],
    answers: {
      200: {
        description: 'In the text format of Prometheus.',
        content: { 'text/plain': { says: { schema: { type: 'string' } } } },
      },
    },
  },
})

/** How the process is: for load balancers, for whoever starts it anew, and for Prometheus. */
export const operationEndpoints = (watch: Watch): readonly Endpoint[] => [live, ready(watch), figures(watch)]
