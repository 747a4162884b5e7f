// A ledger inside a service: requests come in as JSON, with an id that survives a retry; lists go out, page by page.
import { openEmbedded } from '@deskledger/embedded'
import type { Uuid } from '@deskledger/kernel'
import { incidentPractice, wordsForRefusal } from '@deskledger/practices/incident'

const ledger = await openEmbedded('helpdesk', [incidentPractice])

// #region ask
const handle = async (body: unknown, requestId: Uuid): Promise<{ status: number; body: unknown }> => {
  const answer = await ledger.askJson(body, { commandId: requestId })
  if (answer._tag === 'Right') return { status: 200, body: answer.right.events.map(({ type }) => type) }
  const trouble = answer.left
  if (trouble.type === 'NotACommand') return { status: 400, body: trouble.mistakes }
  if (trouble.type === 'Refused') return { status: 409, body: wordsForRefusal(trouble.refusal) }
  return { status: 503, body: trouble.message }
}
// #endregion ask

// #region find
const openOf = async (group: string, after?: string) => {
  const page = await ledger.find('incident-queue', {
    where: [{ path: 'group', is: group }],
    sort: [{ path: 'priority' }, { path: 'reportedAt' }],
    limit: 50,
    ...(after === undefined ? {} : { after }),
  })
  return page._tag === 'Right' ? { rows: page.right.found.map(({ key }) => key), next: page.right.next } : page.left
}
// #endregion find

const request = '0b5d6f0e-3f0e-4a53-9d7e-0c9f3c1f7a11' as Uuid
const other = '7c3f7c52-94a5-4f3b-8f6b-2f4a6f0f4b22' as Uuid
const said = { incidentId: 'INC0000001', by: 'ada', at: '2025-03-03T09:00:00.000Z' }
const raise = { type: 'RaiseIncident', ...said, summary: 'Mail is down', impact: 1, urgency: 2, group: 'Messaging' }

console.log('first      ', await handle(raise, request))
console.log('tried again', await handle(raise, request))
console.log('another    ', await handle(raise, other))
console.log('wrong form ', await handle({ ...raise, impact: 9, color: 'red' }, other))
console.log('open       ', await openOf('Messaging'))
await ledger.close()
