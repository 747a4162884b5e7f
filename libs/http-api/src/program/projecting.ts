import { flows, register, timers, type OpenLedger } from '@deskledger/register'
import { openWorker, type Ledger, type Observer, type RuntimeFailure } from '@deskledger/runtime'
import type { apiSettings, Values } from '@deskledger/settings'
import { traceIdOf } from '@deskledger/tracing/correlation'
import type { FastifyBaseLogger } from 'fastify'
import { isOnFiles, isProjecting } from './opening.ts'

export interface Projecting {
  readonly opened: OpenLedger
  readonly values: Values<typeof apiSettings>
  readonly logger: Pick<FastifyBaseLogger, 'info' | 'warn'>
  readonly observer?: Observer | undefined
}

/**
 * What keeps read models at the end of the log in this process: the ledger itself on files; on servers a worker, which
 * shares them with projectors by leases. Undefined: others do it.
 */
export const followOf = ({
  opened,
  values,
  logger,
  observer,
}: Projecting): Ledger<never, never>['follow'] | undefined => {
  if (!isProjecting(values)) return undefined
  const traced = (id: string) => (observer === undefined ? {} : { trace_id: traceIdOf(id) })
  if (isOnFiles(values)) return opened.ledger.follow
  const { events, views } = opened
  const { workerName, leaseSeconds, closeAfterDays } = values
  return openWorker({
    events,
    views,
    register,
    flows,
    timers: timers({ closeAfterDays }),
    lease: { holder: workerName, duration: leaseSeconds * 1000, now: Date.now },
    onTrouble: ({ type, message }: RuntimeFailure, wait) => {
      logger.warn({ type, wait }, message)
    },
    observer,
    onRefused: ({ by, command, refusal, correlationId }) => {
      logger.info(
        { by, command: command.type, refusal: refusal.type, correlationId, ...traced(correlationId) },
        'A flow or a timer was refused.',
      )
    },
    onShare: (holds) => {
      logger.info({ holds }, 'Keeps these read models, flows and timers.')
    },
  }).run
}
