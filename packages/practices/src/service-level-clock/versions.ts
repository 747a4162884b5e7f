import { serviceLevelClockEvents, type ServiceLevelClockEvent } from './events.ts'

const versions: Readonly<Record<string, number>> = Object.fromEntries(
  Object.keys(serviceLevelClockEvents).map((type) => [type, 1]),
)

/** The version that each event is written in now. */
export const schemaVersions = versions as Readonly<Record<ServiceLevelClockEvent['type'], number>>

/**
 * An event as its present version has it. All are at version 1, so data passes as it is; what a newer program wrote passes
 * too, and the codec of its type says what is wrong with it.
 */
export const upcast = (_type: string, _schemaVersion: number, data: unknown): unknown => data
