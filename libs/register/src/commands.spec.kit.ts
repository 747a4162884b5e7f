import {
  uuidv5,
  type GroupId,
  type IncidentId,
  type Instant,
  type PersonId,
  type Title,
  type Uuid,
} from '@deskledger/kernel'

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid

/** The identity of the n-th command. */
export const commandIdOf = (n: number): Uuid => uuidv5(namespace, String(n))

/** The n-th command: the same for ever. Seven for each incident, of which one asks what is so already. */
export const commandOf = (n: number) => {
  const round = Math.floor(n / 35)
  const said = {
    incidentId: `INC${String(round * 5 + (n % 5)).padStart(7, '0')}` as IncidentId,
    by: 'ada' as PersonId,
    at: `2025-03-01T09:${String(Math.floor(n / 5) % 7).padStart(2, '0')}:00.000Z` as Instant,
  }
  const title = 'Mail is down' as Title
  const group = `g${n % 3}` as GroupId
  switch (Math.floor(n / 5) % 7) {
    case 0:
      return {
        type: 'RaiseIncident',
        ...said,
        summary: title,
        impact: 1,
        urgency: 2,
        category: `c${n % 4}` as Title,
      } as const
    case 1:
    case 2:
      return { type: 'AssignIncident', ...said, group } as const
    case 3:
      return { type: 'StartWork', ...said } as const
    case 4:
      return { type: 'PutOnHold', ...said, reason: 'AwaitingVendor' } as const
    case 5:
      return { type: 'ResumeIncident', ...said } as const
    default:
      return { type: 'CancelIncident', ...said, reason: 'enough' } as const
  }
}
