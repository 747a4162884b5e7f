// A read model of one's own: the resolution that stands, and how many incidents stand resolved by which code.
// #region read-model
import { openEmbedded } from '@deskledger/embedded'
import { erased, type Projection } from '@deskledger/kernel'
import { incidentPractice, type IncidentEvent } from '@deskledger/practices/incident'

interface StandingResolution {
  readonly incidentId: string
  readonly code: string
  readonly text: string | null
}

const resolutionCodes: Projection<IncidentEvent, StandingResolution> = {
  name: 'resolution-codes',
  version: 1,
  on: ['IncidentResolved', 'IncidentReopened'],
  keysOf: ({ data }) => [data.incidentId],
  apply: (_, { data }) =>
    data.type === 'IncidentResolved'
      ? { incidentId: data.incidentId, code: data.code ?? 'none', text: data.text }
      : undefined,
  indexes: [{ name: 'by-code', fields: ['code'] }],
  tables: [],
  rollups: [
    {
      name: 'resolution-code-counts',
      indexes: [],
      contributionsOf: ({ code }) => [{ cell: code, labels: { code }, count: 1, sum: 0, sample: null }],
    },
  ],
}

const practice = { ...incidentPractice, readModels: [...incidentPractice.readModels, erased(resolutionCodes)] }
const ledger = await openEmbedded('helpdesk', [practice])
// #endregion read-model

const first = { incidentId: 'INC0000001', by: 'ada', at: '2025-03-03T09:00:00.000Z' }
const second = { ...first, incidentId: 'INC0000002' }
for (const command of [
  { type: 'RaiseIncident', ...first, summary: 'Mail is down', impact: 1, urgency: 2 },
  { type: 'ResolveIncident', ...first, code: 'Restarted', text: 'Restarted the relay' },
  { type: 'RaiseIncident', ...second, summary: 'Mail is slow', impact: 2, urgency: 2 },
  { type: 'ResolveIncident', ...second, code: 'Restarted', text: 'Restarted the relay again' },
  { type: 'ReopenIncident', ...second, reason: 'Still slow' },
]) {
  const answer = await ledger.askJson(command)
  if (answer._tag === 'Left') console.log(command.type, answer.left)
}

// #region find
const standing = await ledger.find('resolution-codes', { where: [{ path: 'code', is: 'Restarted' }] })
const counts = await ledger.find('resolution-code-counts')
for (const page of [standing, counts])
  console.log(page._tag === 'Right' ? page.right.found.map(({ document }) => document) : page.left.message)
// #endregion find
await ledger.close()
