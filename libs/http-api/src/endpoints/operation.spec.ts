import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { devIssuer } from '@deskledger/access'
import { openFolder, type OpenLedger } from '@deskledger/register'
import { apiOf } from '../api.ts'
import { openLog } from '../program/log.ts'
import type { Operated } from '../watching/live.ts'

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

interface Options {
  readonly requestsPerMinute?: number
  readonly operated?: Partial<Operated>
  readonly changed?: (opened: OpenLedger) => OpenLedger
}

/** An API whose whole log is kept, on a folder of its own. */
const open = async ({ requestsPerMinute = 1000, operated = {}, changed = (same) => same }: Options = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'api-operation-'))
  const opened = changed(orThrow(await openFolder(join(folder, 'ledger'), { create: true })))
  const issuer = orThrow(await devIssuer({ nodeEnv: 'test' }))
  const log: string[] = []
  const logger = openLog({
    level: 'trace',
    hide: (text) => text.replaceAll('hunter2', '***'),
    out: { write: (line) => log.push(line) },
  })
  const api = await apiOf({ opened, verify: issuer.verify, logger, now: Date.now, requestsPerMinute, operated })
  const token = (subject: string, roles: readonly ('agent' | 'requester')[] = ['agent']) =>
    issuer.issue({ subject: subject as never, roles })
  const ask = (
    method: 'GET' | 'POST',
    url: string,
    { bearer, ...more }: { bearer?: string; payload?: object; from?: string; headers?: Record<string, string> } = {},
  ) =>
    api.inject({
      method,
      url,
      remoteAddress: more.from ?? '192.0.2.1',
      headers: { ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }), ...more.headers },
      ...(more.payload === undefined ? {} : { payload: more.payload }),
    })
  const close = async () => {
    await api.close()
    rmSync(folder, { recursive: true })
  }
  return { api, ask, token, log, logger, close }
}

const mail = { summary: 'Mail is down', impact: 1, urgency: 2 }
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('health', () => {
  it('is live at once, and ready when the stores have been asked', async () => {
    const { ask, close } = await open()
    expect((await ask('GET', '/health/live')).json()).toEqual({ status: 'up' })
    await until(async () => (await ask('GET', '/health/ready')).statusCode === 200)
    await close()
  })
  it('is not ready when stores do not answer, says why as a problem, and names no machine', async () => {
    const failure = { type: 'StoreUnavailable', message: 'db.example does not answer. Start it.' } as const
    const changed = (opened: OpenLedger): OpenLedger => ({
      ...opened,
      ledger: { ...opened.ledger, status: () => Promise.resolve(E.left(failure)) },
    })
    const { ask, log, close } = await open({ changed })
    await until(() => Promise.resolve(log.some((line) => line.includes(failure.message))))
    const answer = await ask('GET', '/health/ready')
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['retry-after']]).toEqual([
      503,
      expect.stringContaining('application/problem+json'),
      '1',
    ])
    expect(answer.json()).toMatchObject({ reasons: ['The stores cannot be reached right now; the log says why.'] })
    expect(answer.body).not.toContain('db.example')
    await close()
  })
  it('is not ready when read models are too far behind, or do not go on', async () => {
    const stuck = { type: 'Damaged', message: 'Something cannot be read. Verify it.' } as const
    const { ask, token, close } = await open({
      operated: { lagLimit: 1, follow: () => Promise.resolve(E.left(stuck)) },
    })
    const bearer = await token('ada')
    await ask('POST', '/v1/incidents', { bearer, payload: mail })
    await until(async () =>
      (await ask('GET', '/health/ready')).body.includes('or more behind the log; the limit is 1.'),
    )
    expect((await ask('GET', '/health/ready')).body).toContain('do not go on; the log says why')
    await close()
  })
})

describe('metrics', () => {
  it('count commands by what they came to, refusals by rule, and time by endpoint', async () => {
    const { ask, token, close } = await open()
    const [bearer, caller] = [await token('ada'), await token('eve', ['requester'])]
    const headers = { 'idempotency-key': '0b5d6f0e-3f0e-4a53-9d7e-0c9f3c1f7a11' }
    await ask('POST', '/v1/incidents', { bearer, payload: mail, headers })
    await ask('POST', '/v1/incidents', { bearer, payload: mail, headers })
    await ask('POST', '/v1/incidents/INC0000001/close', { bearer, payload: {} })
    await ask('POST', '/v1/incidents/INC0000001/assign', { bearer: caller, payload: { group: 'Messaging' } })
    await ask('POST', '/v1/commands', { bearer, payload: { type: 'Nonsense' } })
    await until(async () => /^deskledger_timers_due\{/m.test((await ask('GET', '/metrics')).body))
    const { body, headers: sent } = await ask('GET', '/metrics')
    expect(sent['content-type']).toMatch(/^text\/plain/)
    for (const line of [
      'deskledger_commands_total{command="RaiseIncident",outcome="done"} 1',
      'deskledger_commands_total{command="RaiseIncident",outcome="repeated"} 1',
      'deskledger_commands_total{command="CloseIncident",outcome="refused"} 1',
      'deskledger_commands_total{command="AssignIncident",outcome="denied"} 1',
      'deskledger_commands_total{command="unknown",outcome="malformed"} 1',
      'deskledger_refusals_total{refusal="CloseNeedsResolved"} 1',
      'deskledger_request_duration_seconds_count{endpoint="raiseNextIncident",status="2xx"} 2',
    ])
      expect(body.split('\n')).toContain(line)
    for (const name of ['read_model_lag_events', 'read_model_lag_seconds', 'parked_streams', 'timers_due'])
      expect(body).toMatch(new RegExp(`^deskledger_${name}(\\{| )`, 'm'))
    expect(body).toContain('process_cpu_seconds_total')
    await close()
  })
})

describe('requests in a minute', () => {
  it('are counted by subject, whatever token they come with, and by address without one', async () => {
    const { ask, token, close } = await open({ requestsPerMinute: 3 })
    const [one, another, eve] = [await token('ada'), await token('ada'), await token('eve')]
    const get = async (bearer: string | undefined, from: string) =>
      (await ask('GET', '/v1/incidents', { from, ...(bearer === undefined ? {} : { bearer }) })).statusCode
    const asAda = [await get(one, '192.0.2.1'), await get(another, '192.0.2.2'), await get(one, '192.0.2.3')]
    expect(asAda).toEqual([200, 200, 200])
    const over = await ask('GET', '/v1/incidents', { bearer: another })
    expect([over.statusCode, Number(over.headers['retry-after']) > 0]).toEqual([429, true])
    expect(over.json()).toMatchObject({ type: expect.stringContaining('too-many-requests') as string, status: 429 })
    expect(await get(eve, '192.0.2.1')).toBe(200)
    const nobody = [await get(undefined, '192.0.2.9'), await get('no.to.ken', '192.0.2.9'), await get('x', '192.0.2.9')]
    expect(nobody).toEqual([401, 401, 401])
    expect([await get('y', '192.0.2.9'), await get(undefined, '192.0.2.8'), await get(eve, '192.0.2.9')]).toEqual([
      429, 401, 200,
    ])
    const probes = await Promise.all(Array.from({ length: 9 }, () => ask('GET', '/health/live')))
    expect(probes.every(({ statusCode }) => statusCode === 200)).toBe(true)
    await close()
  })
})

describe('the log', () => {
  it('has a line for each request, with the correlation id of the events, and never a token or a password', async () => {
    const { ask, token, log, logger, close } = await open()
    const bearer = await token('ada')
    const correlation = '7d0c1f5e-58a7-4c35-8a3f-2f1f0e9b6a10'
    const headers = { 'x-correlation-id': correlation }
    const raised = await ask('POST', '/v1/incidents', { bearer, payload: mail, headers })
    expect(raised.headers['x-correlation-id']).toBe(correlation)
    await ask('GET', `/v1/incidents?token=${bearer}`, { bearer, headers: { cookie: `t=${bearer}` } })
    await ask('POST', '/v1/commands', { bearer: `${bearer}x`, payload: { type: bearer } })
    await ask('GET', `/nowhere/${bearer}`)
    logger.error({ err: new Error(`mongodb://ann:hunter2@db.example said ${bearer}`) }, 'failed')
    const told = log.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    expect(told.filter(({ correlationId }) => correlationId === correlation)).toEqual([
      expect.objectContaining({
        level: 'info',
        endpoint: 'raiseNextIncident',
        subject: 'ada',
        commands: ['RaiseIncident'],
        outcome: 'done',
        status: 201,
        milliseconds: expect.any(Number) as number,
      }),
    ])
    const { events } = (await ask('GET', '/v1/incidents/INC0000001/events', { bearer })).json<{
      readonly events: readonly { readonly metadata: { readonly correlationId: string } }[]
    }>()
    expect(events[0]?.metadata.correlationId).toBe(correlation)
    const [head = '', payload = '', signature = ''] = bearer.split('.')
    for (const secret of [head, payload, signature, 'hunter2']) expect(log.join('')).not.toContain(secret)
    await close()
  })
})
