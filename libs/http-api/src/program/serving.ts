import * as E from 'fp-ts/lib/Either.js'
import type { OpenLedger } from '@deskledger/register'
import { maskedPlace } from '@deskledger/settings'
import type { Tracing } from '@deskledger/tracing/otlp'
import type { FastifyBaseLogger } from 'fastify'
import { apiOf } from '../api.ts'
import { VERSION } from '../version.ts'
import { admittanceOf, type Admittance } from './admittance.ts'
import { openLog } from './log.ts'
import { opened } from './opening.ts'
import { followOf } from './projecting.ts'
import { tracingOf } from './tracing.ts'
import type { Api } from './rules.ts'
import { welcome } from './welcome.ts'

/** 0 stopped, 2 used wrongly, 3 something that only a person can mend. */
export type ExitCode = 0 | 2 | 3

/** What a program knows of the world. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  /** what was asked for, and the log */
  readonly out: (text: string) => unknown
  /** what people read: mistakes, and the tokens of a laptop */
  readonly err: (text: string) => unknown
  /** aborts when it is told to stop */
  readonly stopping: AbortSignal
}

interface Parts {
  readonly settings: Api
  readonly logger: FastifyBaseLogger
  readonly world: World
  readonly admittance: Admittance
  readonly tracing: Tracing | undefined
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else
      signal.addEventListener('abort', () => {
        resolve()
      })
  })

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

const cannotListen = ({ values: { host, port } }: Api, error: unknown): string => {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program uses it',
    EACCES: 'this user may not use it',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'this machine has no such address',
  }
  const reason = reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))
  return `The API cannot be served at port ${port} of ${host}: ${reason}. Give another with --port, 0 for any that is free, or with --host.`
}

const served = async (ledger: OpenLedger, parts: Parts): Promise<ExitCode> => {
  const { settings, logger, world, admittance, tracing } = parts
  const { values } = settings
  const follow = followOf({ opened: ledger, values, logger, observer: tracing?.observer })
  const { requestsPerMinute, lagLimit } = values
  const api = await apiOf({
    opened: ledger,
    verify: admittance.verify,
    logger,
    now: Date.now,
    requestsPerMinute,
    operated: { lagLimit, ...(follow ? { follow } : {}) },
    trace: tracing?.request,
  })
  try {
    await api.listen(values.port, values.host)
  } catch (error) {
    await api.close()
    world.err(`${cannotListen(settings, error)}\n`)
    return 3
  }
  const url = await api.url()
  logger.info({ version: VERSION, url, ledger: maskedPlace(ledger.place), projects: follow !== undefined }, 'Listens.')
  if (admittance.dev !== undefined) world.err(welcome(url, admittance.dev))
  await untilAborted(world.stopping)
  logger.info('Told to stop: answers what it has accepted, then gives back what it keeps.')
  await api.close()
  logger.info('Stopped.')
  return 0
}

/** Serves a ledger until it is told to stop. What is wrong is told in one sentence. */
export const serving = async (settings: Api, world: World): Promise<ExitCode> => {
  const { values, hide, warnings } = settings
  const admittance = await admittanceOf(values, world.env['NODE_ENV'])
  if (E.isLeft(admittance)) {
    world.err(`${admittance.left}\n`)
    return 2
  }
  const logger = openLog({ level: values.logLevel, hide, out: { write: world.out } })
  for (const warning of warnings) logger.warn(warning)
  const warn = (sentence: string) => {
    logger.warn(sentence)
  }
  const tracing = await tracingOf(values, warn)
  const ledger = await opened({ values, warn, observer: tracing?.observer })
  if (E.isLeft(ledger)) world.err(`${hide(ledger.left.message)}\n`)
  const code = E.isLeft(ledger)
    ? 3
    : await served(ledger.right, { settings, logger, world, admittance: admittance.right, tracing })
  await tracing?.stop()
  return code
}
