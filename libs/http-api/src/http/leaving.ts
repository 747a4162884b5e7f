import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

const stopping = (): Problem =>
  new Problem(503, {
    kind: 'Stopping',
    detail: 'This server is about to stop. Ask again in a moment, with the same Idempotency-Key.',
    headers: { 'retry-after': '1', connection: 'close' },
  })

/** While the server stops, what comes is sent away, and every answer ends its connection. */
export const leaveWhen = (fastify: FastifyInstance, signal: AbortSignal): void => {
  fastify.addHook('onRequest', (_, __, done) => {
    done(signal.aborted ? stopping() : undefined)
  })
  fastify.addHook('onSend', (...[, reply, , done]) => {
    if (signal.aborted) void reply.header('connection', 'close')
    done()
  })
}
