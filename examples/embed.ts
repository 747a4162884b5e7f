// The whole library in ten lines: a ledger in two files, one incident, the work list it leads to.
// #region embed
import { incidentPractice } from '@deskledger/practices/incident'
import { openEmbedded } from '@deskledger/embedded'

const ledger = await openEmbedded('helpdesk', [incidentPractice])
const who = { incidentId: 'INC0000001', by: 'ada', at: new Date().toISOString() }
await ledger.askJson({ type: 'RaiseIncident', ...who, summary: 'Mail is down', impact: 1, urgency: 2 })
const answer = await ledger.askJson({ type: 'AssignIncident', ...who, group: 'Messaging', assignee: 'grace' })
const queue = await ledger.find('incident-queue', { where: [{ path: 'group', is: 'Messaging' }] })
console.log(answer, queue)
await ledger.close()
// #endregion embed
