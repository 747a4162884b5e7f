import 'reflect-metadata'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { Test } from '@nestjs/testing'
import { helpdeskIn } from './helpdesk.ts'

let folder: string
let app: NestFastifyApplication
const start = async () => {
  const module = await Test.createTestingModule({ imports: [helpdeskIn(folder)] }).compile()
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter())
  app.enableShutdownHooks()
  await app.init()
  await app.getHttpAdapter().getInstance().ready()
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nest-embedding-'))
  await start()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const said = { incidentId: 'INC0000001', by: 'ada', at: '2025-03-03T09:00:00.000Z' }
const raise = { type: 'RaiseIncident', ...said, summary: 'Mail is down', impact: 1, urgency: 2, group: 'Messaging' }
const post = (payload: object) => app.inject({ method: 'POST', url: '/tickets', payload })
const get = async (url: string): Promise<unknown> => (await app.inject({ method: 'GET', url })).json()

it('asks commands, words refusals, lists what is open, tells what happened', async () => {
  expect((await post(raise)).json()).toEqual(['IncidentRaised'])
  const again = await post(raise)
  expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('INC0000001 exists already')])
  expect((await post({ type: 'OverridePriority', ...said, priority: 1, reason: 'Board' })).statusCode).toBe(409)
  expect(await get('/tickets')).toMatchObject([{ incidentId: 'INC0000001', group: 'Messaging' }])
  expect(await get('/tickets/INC0000001/history')).toEqual(['IncidentRaised'])
  expect(await get('/tickets/health')).toMatchObject({ status: 'up', parked: 0 })
})

it('has it all after a restart', async () => {
  await app.close()
  await start()
  expect(await get('/tickets')).toMatchObject([{ incidentId: 'INC0000001' }])
})
