import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { devIssuer, type DevIssuer, type Identity } from '@deskledger/access'
import type { Role } from '@deskledger/kernel'
import { openAt, openFolder, type OpenLedger } from '@deskledger/register'
import type { Response } from 'light-my-request'
import { pino } from 'pino'
import { apiOf } from './api.ts'

type Told = Readonly<Record<string, unknown>>

/** An API on a ledger in a folder of its own, with tokens for everybody. */
export interface Desk {
  readonly opened: OpenLedger
  readonly issuer: DevIssuer
  /** what the log was told, a line each */
  readonly told: Told[]
  readonly api: Awaited<ReturnType<typeof apiOf>>
  readonly as: (role: Role, who?: Partial<Identity>) => Promise<Asker>
  readonly close: () => Promise<void>
}

interface Request {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Somebody who asks over HTTP. */
export interface Asker {
  readonly get: (url: string, request?: Request) => Promise<Response>
  readonly post: (url: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>
}

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

interface DeskOptions {
  readonly requestsPerMinute?: number
  /** two servers; left out: a folder of its own */
  readonly servers?: { readonly events: string; readonly views: string; readonly name: string }
}

const openIn = async (folder: string, { servers }: DeskOptions): Promise<OpenLedger> =>
  orThrow(
    servers === undefined
      ? await openFolder(join(folder, 'ledger'), { create: true })
      : await openAt(servers, { create: true }),
  )

export const openDesk = async (options: DeskOptions = {}): Promise<Desk> => {
  const folder = mkdtempSync(join(tmpdir(), 'api-'))
  const opened = await openIn(folder, options)
  const issuer = orThrow(await devIssuer({ nodeEnv: 'test' }))
  const told: Told[] = []
  const logger = pino({ level: 'warn' }, { write: (line: string) => told.push(JSON.parse(line) as Told) })
  const { requestsPerMinute = 1_000_000 } = options
  const api = await apiOf({ opened, verify: issuer.verify, logger, now: Date.now, requestsPerMinute })
  const as: Desk['as'] = async (role, who = {}) => {
    const token = await issuer.issue({ subject: `a-${role}` as never, ...who, roles: who.roles ?? [role] })
    const authorization = `Bearer ${token}`
    return {
      get: (url, { headers = {} } = {}) => api.inject({ method: 'GET', url, headers: { authorization, ...headers } }),
      post: (url, body, headers = {}) =>
        api.inject({
          method: 'POST',
          url,
          headers: { authorization, ...headers },
          ...(body === undefined ? {} : { payload: body as object }),
        }),
    }
  }
  const close = async () => {
    await api.close()
    rmSync(folder, { recursive: true })
  }
  return { opened, issuer, told, api, as, close }
}
