import type {
  Body,
  Count,
  GroupId,
  IncidentId,
  Instant,
  PersonId,
  ReferenceId,
  Sha256,
  Title,
} from '@deskledger/kernel'

export const incidentId = 'INC0000042' as IncidentId
export const other = 'INC0000007' as IncidentId
export const ada = 'ada' as PersonId
export const bob = 'bob' as PersonId
export const carol = 'carol' as PersonId
export const network = 'network' as GroupId
export const desk = 'desk' as GroupId
export const office = 'berlin' as ReferenceId
export const sales = 'sales' as ReferenceId
export const problem = 'PRB0000003' as ReferenceId
export const noteId = 'note-1' as ReferenceId
export const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' as Sha256
export const title = (text: string): Title => text as Title
export const body = (text: string): Body => text as Body
export const count = (n: number): Count => n as Count

/** Ada is an agent, Bob her colleague, Carol the caller. */
export const said = { incidentId, by: ada, at: '2025-03-01T09:30:00.000Z' as Instant }
