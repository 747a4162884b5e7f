import 'reflect-metadata'
import { setMaxListeners } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Verify } from '@deskledger/access'
import type { OpenLedger } from '@deskledger/register'
import type { TraceRequest } from '@deskledger/tracing/otlp'
import { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { ApiModule } from './api.module.ts'
import { readJson } from './http/json-body.ts'
import { notHttp, unroutable } from './http/refusing.ts'
import { withDocument } from './endpoints/document.ts'
import { endpointsOf } from './endpoints/index.ts'
import { VERSION } from './version.ts'
import { admit, type Admitting } from './http/admitting.ts'
import { requestId } from './http/answering.ts'
import { leaveWhen } from './http/leaving.ts'
import { protect } from './http/protecting.ts'
import { tellOf } from './http/telling.ts'
import { traceAll } from './http/tracing.ts'
import { live, type Operated } from './watching/live.ts'

export interface ApiParts {
  readonly opened: OpenLedger
  readonly verify: Verify
  readonly logger: FastifyBaseLogger
  /** milliseconds since 1970 */
  readonly now: () => number
  /** requests of one subject in a minute, and of one address without a valid token */
  readonly requestsPerMinute: number
  /** how the ledger is kept and watched while the API is there */
  readonly operated?: Partial<Operated>
  /** begins the trace of a request; left out: requests are not traced */
  readonly trace?: TraceRequest | undefined
}

/** What is read of one request at most. */
const MOST_BYTES = 1_048_576
/** Bytes that Node reads of all headers at most: no part of a path is longer. */
const MOST_HEADERS = 16_384
/** Milliseconds that a request may take to arrive. */
const ARRIVAL = 30_000
/** Milliseconds that a connection may be silent: longer than any endpoint waits. A reader who takes nothing is let go. */
const SILENCE = 60_000

/** Milliseconds in which requests under way have to come to an end when the API is closed. */
const GRACE = 8000

const adapterWith = (logger: FastifyBaseLogger): FastifyAdapter =>
  new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    return503OnClosing: false,
    bodyLimit: MOST_BYTES,
    requestTimeout: ARRIVAL,
    connectionTimeout: SILENCE,
    genReqId: ({ headers }: IncomingMessage) => requestId(headers),
    routerOptions: { maxParamLength: MOST_HEADERS },
    frameworkErrors: unroutable,
    clientErrorHandler: notHttp,
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  })

/** What is before every endpoint: headers that protect browsers, and limits. */
const guarded = async (fastify: FastifyInstance, admitting: Admitting): Promise<void> => {
  protect(fastify)
  await admit(fastify, admitting)
  fastify.addHook('onSend', (...[request, reply, , done]) => {
    void reply.header('x-correlation-id', request.id)
    done()
  })
}

/** Makes the API; it listens when it is told to. */
export const apiOf = async (parts: ApiParts) => {
  const { opened, verify, logger, now, requestsPerMinute, operated = {}, trace } = parts
  const { ledger, events, views } = opened
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal) // as many as there are requests
  const life = live({ opened, logger, now }, operated)
  const endpoints = withDocument(
    endpointsOf({ ledger, events, views, now, isFollowed: operated.follow !== undefined }, life.watch),
    VERSION,
  )
  const answering = { stopping: stopping.signal }
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with({ endpoints, answering }),
    adapterWith(logger),
    { logger: false, abortOnError: false, bodyParser: false },
  )
  const fastify = app.getHttpAdapter().getInstance()
  traceAll(fastify, { endpoints, trace })
  tellOf(fastify, life.watch.metrics)
  leaveWhen(fastify, stopping.signal)
  readJson(fastify)
  await guarded(fastify, { verify, endpoints, requestsPerMinute })
  await app.init()
  await fastify.ready()
  return {
    endpoints,
    inject: fastify.inject.bind(fastify),
    listen: (port: number, host: string) => app.listen(port, host),
    /** The address that it listens at. */
    url: () => app.getUrl(),
    /** Requests that were accepted have their answers; then what follows the log ends, and the ledger is closed. */
    close: async (): Promise<void> => {
      life.stopping()
      stopping.abort()
      const cut = setTimeout(() => {
        fastify.server.closeAllConnections()
      }, GRACE)
      await app.close()
      clearTimeout(cut)
      await life.stop()
      await opened.close()
    },
  }
}
