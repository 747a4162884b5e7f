import rateLimit from '@fastify/rate-limit'
import * as E from 'fp-ts/lib/Either.js'
import { bearerIn, type Denial, type Identity, type Verify } from '@deskledger/access'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Endpoint } from './endpoint.ts'
import { notedOf, subjectOf } from './noted.ts'
import { Problem } from './problem.ts'

export interface Admitting {
  readonly verify: Verify
  readonly endpoints: readonly Endpoint[]
  /** of one subject, and of one address without a valid token */
  readonly requestsPerMinute: number
}

const MINUTE = 60_000
/** Subjects and addresses that are counted at once; whoever asked longest ago is forgotten first. */
const COUNTED = 50_000

const identityOf = async (
  { headers: { authorization } }: FastifyRequest,
  verify: Verify,
): Promise<E.Either<Denial, Identity>> => {
  const token = bearerIn(authorization)
  return E.isLeft(token) ? token : verify(token.right)
}

const tooMany = (seconds: number): Problem =>
  new Problem(429, {
    kind: 'TooManyRequests',
    detail: 'Too many requests in a short time. Retry-After says when to go on.',
    headers: { 'retry-after': String(Math.max(1, seconds)) },
  })

/**
 * Finds out who asks before the body is read, and counts: by subject, so that a new token is no new allowance; by address,
 * where there is no token that is valid. What machines ask again and again to see whether all is well is not counted.
 */
export const admit = async (
  fastify: FastifyInstance,
  { verify, endpoints, requestsPerMinute }: Admitting,
): Promise<void> => {
  await fastify.register(rateLimit, { global: false, cache: COUNTED, max: requestsPerMinute, timeWindow: MINUTE })
  const ofAddress = fastify.createRateLimit({ max: requestsPerMinute, timeWindow: MINUTE })
  const ofSubject = fastify.createRateLimit({
    max: requestsPerMinute,
    timeWindow: MINUTE,
    keyGenerator: (request) => subjectOf(notedOf(request)) ?? '',
  })
  const free = new Set(endpoints.filter(({ isFree }) => isFree === true).map(({ operation }) => operation.path))
  fastify.addHook('onRequest', async (request) => {
    if (free.has(request.routeOptions.url ?? '')) return
    const identity = await identityOf(request, verify)
    notedOf(request).identity = identity
    const counted = await (E.isRight(identity) ? ofSubject : ofAddress)(request)
    if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds)
  })
}
