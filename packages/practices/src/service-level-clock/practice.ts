import type { Practice } from '@deskledger/kernel'
import { serviceLevelClockCommands, type ServiceLevelClockCommand } from './commands.ts'
import { serviceLevelClockDecider } from './decide.ts'
import { serviceLevelClockEvents, type ServiceLevelClockEvent } from './events.ts'
import { permissions } from './permissions.ts'
import { serviceLevelClockReadModels } from './read-models/index.ts'
import type { ServiceLevelClockRefusal } from './refusals.ts'
import type { ServiceLevelClock } from './state.ts'
import { schemaVersions, upcast } from './versions.ts'

/** The practice of service level clocks as the runtime, the command line and the API assemble it. */
export const serviceLevelClockPractice: Practice<
  ServiceLevelClockCommand,
  ServiceLevelClock,
  ServiceLevelClockEvent,
  ServiceLevelClockRefusal
> = {
  name: 'service-level-clock',
  decider: serviceLevelClockDecider,
  keyOf: ({ clockId }) => clockId,
  commands: serviceLevelClockCommands,
  events: serviceLevelClockEvents,
  schemaVersions,
  upcast,
  permissions,
  readModels: serviceLevelClockReadModels,
}
