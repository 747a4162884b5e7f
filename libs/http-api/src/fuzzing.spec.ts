import { fuzz, wordsForFault } from '@deskledger/openapi/fuzz'
import { openDesk, type Desk } from './api.spec.kit.ts'
import { apiDocument } from './document/document.ts'
import { everyHeader } from './headers.spec.kit.ts'
import { VERSION } from './version.ts'

import.meta.jest.setTimeout(600_000)

/** Requests in every run; `DESKLEDGER_TEST_REQUESTS` sets another number. */
const REQUESTS = Number(process.env['DESKLEDGER_TEST_REQUESTS'] ?? 1_500)
const SEED = Number(process.env['DESKLEDGER_TEST_SEED'] ?? 7)

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

it('no request is answered with a fault, or otherwise than the document says', async () => {
  await desk.api.listen(0, '127.0.0.1')
  const address = new URL(await desk.api.url())
  const token = await desk.issuer.issue({ subject: 'fuzz' as never, roles: ['agent', 'manager', 'importer', 'system'] })
  const agent = await desk.as('agent')
  for (let n = 0; n < 5; n++) await agent.post('/v1/incidents', { summary: 'Mail is down', impact: 1, urgency: 2 })
  const report = await fuzz({
    document: apiDocument(desk.api.endpoints, VERSION),
    address,
    count: REQUESTS,
    seed: SEED,
    known: { incidentId: ['INC0000001', 'INC0000002', 'INC0000003'] },
    headers: { authorization: `Bearer ${token}` },
    judge: { headers: everyHeader },
  })
  expect(report.faults.map(wordsForFault)).toEqual([])
  expect(Object.values(report.sent).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS)
})
