import type { Stores } from '@deskledger/register'
import { flows, register, timers } from '@deskledger/register'
import { openWorker, type Observer, type RuntimeFailure, type WorkerState } from '@deskledger/runtime'
import type { projectorSettings, Values } from '@deskledger/settings'
import { traceIdOf } from '@deskledger/tracing/correlation'
import type { Log } from '../log.ts'
import type { Duty } from './duty.ts'

export interface ProjectingParts extends Stores {
  readonly settings: Values<typeof projectorSettings>
  readonly log: Log
  /** told of each failure that passes by itself, and how long is waited: milliseconds */
  readonly onTrouble: (failure: RuntimeFailure, wait: number) => void
  /** told of each batch written */
  readonly onBatch: () => void
  readonly observer?: Observer | undefined
}

export interface Projecting extends Duty {
  readonly state: () => WorkerState
}

const without = (all: readonly string[], some: readonly string[]) => all.filter((one) => !some.includes(one))

/** Keeps read models at the end of the log, and lets flows and timers run, together with the other projectors. */
export const projecting = (parts: ProjectingParts): Projecting => {
  const { events, views, settings, log, onTrouble, onBatch, observer } = parts
  const { workerName, leaseSeconds, batch, held, closeAfterDays } = settings
  let kept: readonly string[] = []
  const onShare = (readModels: readonly string[]) => {
    const [taken, lost] = [without(readModels, kept), without(kept, readModels)]
    kept = readModels
    if (taken.length > 0)
      log.info(`Takes read models, flows and timers: ${taken.join(', ')}.`, { taken, holds: readModels })
    if (lost.length > 0)
      log.info(`Leaves read models, flows and timers to others: ${lost.join(', ')}.`, { lost, holds: readModels })
  }
  return openWorker({
    events,
    views,
    register,
    flows,
    timers: timers({ closeAfterDays }),
    observer,
    onRefused: ({ by, command, refusal, correlationId }) => {
      log.info(`${by} asked ${command.type}, and was refused: ${refusal.type}.`, {
        by,
        command,
        refusal,
        correlationId,
        ...(observer === undefined ? {} : { trace_id: traceIdOf(correlationId) }),
      })
    },
    lease: { holder: workerName, duration: leaseSeconds * 1000, now: Date.now },
    projecting: {
      batch,
      held,
      onBatch: (progress) => {
        log.debug('A batch is written.', progress)
        onBatch()
      },
    },
    onTrouble,
    onShare,
  })
}
