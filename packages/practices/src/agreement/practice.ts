import type { Practice } from '@deskledger/kernel'
import { agreementCommands, type AgreementCommand } from './commands.ts'
import { agreementDecider } from './decide.ts'
import { agreementEvents, type AgreementEvent } from './events.ts'
import { permissions } from './permissions.ts'
import { agreementReadModels } from './read-models/index.ts'
import type { AgreementRefusal } from './refusals.ts'
import type { Agreement } from './state.ts'
import { schemaVersions, upcast } from './versions.ts'

/** The agreement practice as the runtime, the command line and the API assemble it. */
export const agreementPractice: Practice<AgreementCommand, Agreement, AgreementEvent, AgreementRefusal> = {
  name: 'agreement',
  decider: agreementDecider,
  keyOf: ({ agreementId }) => agreementId,
  commands: agreementCommands,
  events: agreementEvents,
  schemaVersions,
  upcast,
  permissions,
  readModels: agreementReadModels,
}
