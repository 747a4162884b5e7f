// The whole library in ten lines: a ledger in two files, one incident, the work list it leads to.
// #region embed
import { openEmbedded } from '@deskledger/embedded'
import { incidentPractice } from '@deskledger/practices/incident'

const ledger = await openEmbedded('helpdesk', [incidentPractice])
const said = { incidentId: 'INC0000001', by: 'ada', at: new Date().toISOString() }
const raised = await ledger.askJson({ type: 'RaiseIncident', ...said, summary: 'Mail is down', impact: 1, urgency: 2 })
const assigned = await ledger.askJson({ type: 'AssignIncident', ...said, group: 'Messaging', assignee: 'grace' })
for (const a of [raised, assigned]) console.log(a._tag === 'Right' ? a.right.events.map((e) => e.type) : a.left)
const queue = await ledger.find('incident-queue', { where: [{ path: 'group', is: 'Messaging' }] })
console.log(queue._tag === 'Right' ? queue.right.found.map(({ document }) => document) : queue.left.message)
await ledger.close()
// #endregion embed
