import { instantOf, type IncidentId } from '@deskledger/kernel'
import { incidentExamples, type RaiseIncident } from '@deskledger/practices/incident'

/** From 1 on. */
export const incidentIdOf = (number: number): IncidentId => `INC${String(number).padStart(7, '0')}` as IncidentId

/** A ticket of somebody at the desk, as anybody raises one. */
export const raise = (number: number): RaiseIncident => ({
  ...incidentExamples.commands.RaiseIncident,
  incidentId: incidentIdOf(number),
  at: instantOf(1_704_067_200_000 + number * 60_000),
})

/** The same as it is sent: who asks is in the token. */
export const raiseBody = (number: number): string => JSON.stringify({ ...raise(number), by: undefined })
