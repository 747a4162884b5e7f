import type { Practice } from '@deskledger/kernel'
import { incidentCommands, type IncidentCommand } from './commands.ts'
import { incidentDecider } from './decide.ts'
import { incidentEvents, type IncidentEvent } from './events.ts'
import { permissions } from './permissions.ts'
import { incidentReadModels } from './read-models/index.ts'
import type { IncidentRefusal } from './refusals.ts'
import type { Incident } from './state.ts'
import { schemaVersions, upcast } from './versions.ts'

/** The incident practice as the runtime, the command line and the API assemble it. */
export const incidentPractice: Practice<IncidentCommand, Incident, IncidentEvent, IncidentRefusal> = {
  name: 'incident',
  decider: incidentDecider,
  keyOf: ({ incidentId }) => incidentId,
  commands: incidentCommands,
  events: incidentEvents,
  schemaVersions,
  upcast,
  permissions,
  readModels: incidentReadModels,
}
