import { commandExamples } from './examples/commands.ts'
import { eventExamples } from './examples/events.ts'

/** One good value of each command and event, by type. */
export const serviceLevelClockExamples = { commands: commandExamples, events: eventExamples }
