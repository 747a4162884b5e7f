import { setTimeout as pause } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Stores } from '@deskledger/register'
import { maskedPlace, type projectorSettings, type Settings } from '@deskledger/settings'
import type { Tracing } from '@deskledger/tracing/otlp'
import { measuring } from './health/measuring.ts'
import { observing, type Observing } from './health/observing.ts'
import { pagesOf } from './health/pages.ts'
import { serve, type Serving } from './health/serving.ts'
import { openLog, type Log } from './log.ts'
import { openedStores } from './opening.ts'
import { tracingOf } from './tracing.ts'
import { version } from './version.ts'
import { runAll } from './work/duty.ts'
import { projecting } from './work/projecting.ts'

/** What a projector is told to do. */
export type Decoded = Settings<typeof projectorSettings>

/** An exit code. */
export type Ended = 0 | 3

/** Milliseconds in which the batch in hand, leases and stores have to come to an end. */
const GRACE = 8000

const within = async <A>(task: Promise<A>, milliseconds: number): Promise<A | 'late'> => {
  const done = new AbortController()
  const late = pause(milliseconds, 'late' as const, { signal: done.signal }).catch(() => 'late' as const)
  const first = await Promise.race([task, late])
  done.abort()
  return first
}

const afterAbort = (signal: AbortSignal, milliseconds: number): Promise<'late'> =>
  new Promise((resolve) => {
    const start = () =>
      void pause(milliseconds, undefined, { ref: false }).then(() => {
        resolve('late')
      })
    if (signal.aborted) start()
    else signal.addEventListener('abort', start, { once: true })
  })

interface Parts {
  readonly settings: Decoded
  readonly log: Log
  readonly observed: Observing
  readonly signal: AbortSignal
  readonly tracing: Tracing | undefined
}

/** Works on stores that are open until it is told to stop. */
const working = async (
  { events, views }: Stores,
  { settings, log, observed, signal, tracing }: Parts,
): Promise<Ended> => {
  const { values } = settings
  const projection = projecting({
    events,
    views,
    settings: values,
    log,
    onTrouble: observed.failed,
    onBatch: observed.wrote,
    observer: tracing?.observer,
  })
  observed.works(projection.state)
  const ended = new AbortController()
  void measuring({ events, views }, AbortSignal.any([signal, ended.signal]), observed.measured)
  const outcome = await Promise.race([runAll([projection], signal), afterAbort(signal, GRACE)])
  ended.abort()
  if (outcome === 'late') {
    log.warn(`Did not come to an end within ${GRACE} ms. What it kept is free in ${values.leaseSeconds} s.`)
    return 0
  }
  if (E.isRight(outcome)) return 0
  const { message, type } = outcome.left
  if (!signal.aborted) {
    log.fatal(message, { type })
    return 3
  }
  log.warn(`Could not give its leases back: ${message} What it kept is free in ${values.leaseSeconds} s.`, { type })
  return 0
}

const opened = async (parts: Parts): Promise<Ended> => {
  const { settings, log, observed, signal } = parts
  const { events, views, name } = settings.values
  const stores = await openedStores({
    place: { events, views, name },
    signal,
    onWait: observed.waits,
    onTrouble: (sentence) => {
      log.warn(sentence)
    },
  })
  if (E.isLeft(stores)) {
    log.fatal(stores.left.message, { type: stores.left.type })
    return 3
  }
  if (stores.right === undefined) return 0
  log.info(`Opened the log ${maskedPlace(events)} and the read models ${maskedPlace(views)}.`)
  const code = await working(stores.right, parts)
  observed.stops()
  await within(Promise.all([stores.right.events.close(), stores.right.views.close()]), GRACE)
  return code
}

const healthServed = async ({
  settings,
  observed,
}: Pick<Parts, 'settings' | 'observed'>): Promise<E.Either<string, Serving | undefined>> => {
  const { values, hide } = settings
  const { healthHost: host, healthPort: port } = values
  if (port === 'none') return E.right(undefined)
  return serve(pagesOf(observed, { settings: values, version: version(), hide, now: Date.now }), { host, port })
}

/** Works with these settings until it is told to stop: 0, or 3 where only a person can mend what it met. */
export const projector = async (settings: Decoded, stopping: AbortSignal): Promise<Ended> => {
  const { values, hide, warnings } = settings
  const log = openLog({ level: values.logLevel, worker: values.workerName, hide })
  const observed = observing({ log, lagLimit: values.lagLimit, now: Date.now })
  stopping.addEventListener('abort', () => {
    observed.stops()
    log.info('Told to stop: ends the batch in hand, and gives its read models back.')
  })
  for (const warning of warnings) log.warn(warning)
  const health = await healthServed({ settings, observed })
  if (E.isLeft(health)) {
    log.fatal(health.left)
    return 3
  }
  log.info(`The projector ${version()} begins.`, { health: health.right?.url ?? 'none' })
  const tracing = await tracingOf(values, (sentence) => {
    log.warn(sentence)
  })
  const code = await opened({ settings, log, observed, signal: stopping, tracing })
  await tracing?.stop()
  await health.right?.close()
  if (code === 0) log.info('Stopped.')
  return code
}
