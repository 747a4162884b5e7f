// What happens to a read model that cannot take an event, and how it goes on once it is mended.
import { openEmbedded } from '@deskledger/embedded'
import { erased, type Projection } from '@deskledger/kernel'
import { incidentPractice, type IncidentEvent } from '@deskledger/practices/incident'

interface ShortTitle {
  readonly title: string
}

/** Titles of incidents, as short as `titleOf` makes them. */
const shortTitles = (titleOf: (summary: string) => string): Projection<IncidentEvent, ShortTitle> => ({
  name: 'short-titles',
  version: 1,
  on: ['IncidentRaised'],
  keysOf: ({ data }) => [data.incidentId],
  apply: (title, { data }) => (data.type === 'IncidentRaised' ? { title: titleOf(data.summary ?? '') } : title),
  indexes: [],
  tables: [],
  rollups: [],
})

const opened = (titleOf: (summary: string) => string) =>
  openEmbedded('helpdesk', [
    { ...incidentPractice, readModels: [...incidentPractice.readModels, erased(shortTitles(titleOf))] },
  ])

const careless = (summary: string): string => {
  const [first, second] = summary.split(' ')
  if (second === undefined) throw new RangeError(`"${summary}" has no second word`)
  return `${first ?? ''} ${second}`
}
const careful = (summary: string): string => summary.split(' ').slice(0, 2).join(' ')

const ledger = await opened(careless)
const said = { by: 'ada', at: '2025-03-03T09:00:00.000Z', impact: 1, urgency: 2 }
await ledger.askJson({ type: 'RaiseIncident', ...said, incidentId: 'INC0000001', summary: 'Help' })
await ledger.askJson({ type: 'RaiseIncident', ...said, incidentId: 'INC0000002', summary: 'Mail is down' })
// #region parked
const titles = await ledger.find('short-titles')
console.log('titles:', titles._tag === 'Right' ? titles.right.found.map(({ document }) => document) : titles.left)
const parked = await ledger.parked()
if (parked._tag === 'Right')
  for (const { build, stream, revision, error } of parked.right) console.log(build, stream, revision, error)
// #endregion parked
await ledger.close()

const mended = await opened(careful)
// #region retry
const still = await mended.retryParked()
console.log('parked still:', still._tag === 'Right' ? still.right.length : still.left)
// #endregion retry
const all = await mended.find('short-titles')
console.log('titles:', all._tag === 'Right' ? all.right.found.map(({ document }) => document) : all.left)
await mended.close()
