import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../watching/metrics.ts'
import { notedOf, subjectOf } from './noted.ts'

/** Tells the log and the metrics of each request, once it is answered: a line each, and never what was sent. */
export const tellOf = (fastify: FastifyInstance, metrics: Pick<Metrics, 'answered'>): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const noted = notedOf(request)
    const { statusCode: status, elapsedTime } = reply
    metrics.answered({ noted, status, seconds: elapsedTime / 1000 })
    const { endpoint, commands, outcomes, refusal } = noted
    request.log.info(
      {
        endpoint,
        subject: subjectOf(noted),
        ...(commands.length === 0 ? {} : { commands }),
        ...(refusal === undefined ? {} : { refusal }),
        outcome: [...new Set(outcomes)].join(' '),
        status,
        milliseconds: Math.round(elapsedTime * 10) / 10,
      },
      'answered',
    )
    done()
  })
}
