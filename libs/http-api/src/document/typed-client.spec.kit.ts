/** A program of somebody else, on types made from the document: who asks is said on its command line. */
export const client = `// #region client
import createClient from 'openapi-fetch'
import type { paths } from './deskledger-api.js'

const [baseUrl = '', token = ''] = process.argv.slice(2)
const headers = { authorization: 'Bearer ' + token }
const desk = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl, headers })

const raised = await desk.POST('/v1/incidents', { body: { summary: 'Mail is down', impact: 1, urgency: 2 } })
if (raised.error) throw new Error(raised.error.detail)
const incidentId = raised.data.stream.replace('incident-', '')

const resolved = await desk.POST('/v1/incidents/{incidentId}/resolve', {
  params: { path: { incidentId }, header: { 'If-Match': raised.response.headers.get('etag') ?? '*' } },
  body: { code: 'Restart', text: 'Restarted the relay.' },
})
if (resolved.error) throw new Error(resolved.error.detail)

const after = { 'Deskledger-After': resolved.data.position ?? '' }
const list = await desk.GET('/v1/incidents', {
  params: { query: { where: ['status=Resolved', 'priority<=2'], limit: 10 }, header: after },
})
const board = await desk.GET('/v1/service-levels/board', {
  params: { query: { 'due-before': '2035-01-01T00:00:00Z' } },
})
const compliance = await desk.GET('/v1/service-levels/compliance', {
  params: { query: { by: 'team', target: 'resolve' } },
})
// #endregion client

const again = await desk.POST('/v1/incidents/{incidentId}/close', { params: { path: { incidentId: 'INC0000999' } } })

console.log(
  JSON.stringify({
    raised: raised.data.events.map(({ type }) => type),
    resolved: resolved.data.events.map(({ type }) => type),
    rows: list.data?.rows.length,
    due: board.data?.rows.map(({ ticket, dueAt }) => [ticket, dueAt]),
    compliance: [compliance.data?.results, compliance.data?.series?.map(({ key, met }) => [key ?? 'none', met])],
    refused: [again.response.status, again.error?.title],
  }),
)
`

const head = `import createClient from 'openapi-fetch'
import type { paths } from './deskledger-api.js'
const desk = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: '' })
`

/** Programs that ask for what the document does not have. */
export const mistaken: Readonly<Record<string, string>> = {
  'a path that is not there': `${head}await desk.GET('/v1/incident')`,
  'a method that is not there': `${head}await desk.POST('/v1/service-levels/board')`,
  'a field that no body has': `${head}await desk.POST('/v1/incidents', { body: { summary: 'x', sumary: 'y' } })`,
  'a body without what it needs': `${head}await desk.POST('/v1/incidents', { body: {} })`,
  'a field of another type': `${head}await desk.POST('/v1/incidents', { body: { summary: 7 } })`,
  'a value that a parameter does not have': `${head}await desk.GET('/v1/service-levels/compliance', { params: { query: { by: 'colour' } } })`,
  'a member that no answer has': `${head}export const colour = (await desk.GET('/v1/service-levels/board')).data?.rows[0]?.colour`,
  'an agreement that is none': `${head}await desk.POST('/v1/service-levels/replay', { body: { agreements: [{ kind: 'agreement' }] } })`,
}
