import 'reflect-metadata'
import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Verify } from '@deskledger/access'
import type { OpenLedger } from '@deskledger/register'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { ApiModule } from './api.module.ts'
import { endpointsOf } from './endpoints/index.ts'
import { requestId } from './http/answering.ts'

export interface ApiParts {
  readonly opened: OpenLedger
  readonly verify: Verify
  readonly logger: FastifyBaseLogger
  /** milliseconds since 1970 */
  readonly now: () => number
  /** requests of one address, or of one token, in a minute */
  readonly requestsPerMinute: number
}

/** What is read of one request at most. */
const MOST_BYTES = 1_048_576
/** Milliseconds that a request may take to arrive. */
const ARRIVAL = 30_000
/** Milliseconds that a connection may be silent: longer than any endpoint waits. A reader who takes nothing is let go. */
const SILENCE = 60_000

const adapterWith = (logger: FastifyBaseLogger): FastifyAdapter =>
  new FastifyAdapter({
    loggerInstance: logger,
    bodyLimit: MOST_BYTES,
    requestTimeout: ARRIVAL,
    connectionTimeout: SILENCE,
    requestIdHeader: 'x-correlation-id',
    genReqId: ({ headers }: IncomingMessage) => requestId(headers['x-correlation-id']),
    routerOptions: { maxParamLength: 400 },
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  })

/** What is before every endpoint: headers that protect browsers, limits, and problems instead of pages of errors. */
const guarded = async (fastify: FastifyInstance, { requestsPerMinute }: ApiParts): Promise<void> => {
  await fastify.register(helmet)
  await fastify.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ headers, ip }) => headers.authorization ?? ip,
    errorResponseBuilder: (_, { after }) => Object.assign(new Error(after), { statusCode: 429 }),
  })
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('x-correlation-id', request.id)
    return Promise.resolve()
  })
}

/** Makes the API; it listens when it is told to. */
export const apiOf = async (parts: ApiParts) => {
  const { opened, verify, logger, now } = parts
  const { ledger, events } = opened
  const stopping = new AbortController()
  const endpoints = endpointsOf({ ledger, events, now })
  const answering = { verify, stopping: stopping.signal }
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with({ endpoints, answering }),
    adapterWith(logger),
    { logger: false, abortOnError: false },
  )
  const fastify = app.getHttpAdapter().getInstance()
  await guarded(fastify, parts)
  await app.init()
  await fastify.ready()
  return {
    endpoints,
    inject: fastify.inject.bind(fastify),
    listen: (port: number, host: string) => app.listen(port, host),
    /** Requests that were accepted have their answers; then the ledger is closed. */
    close: async (): Promise<void> => {
      stopping.abort()
      await app.close()
      await opened.close()
    },
  }
}
