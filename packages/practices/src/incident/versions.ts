import { incidentEvents, type IncidentEvent } from './events.ts'
import { upcasts } from './upcasts.ts'

const versions: Readonly<Record<string, number>> = Object.fromEntries(
  Object.keys(incidentEvents).map((type) => [type, 1 + (upcasts.get(type)?.length ?? 0)]),
)

/** The version that each event is written in now. */
export const schemaVersions = versions as Readonly<Record<IncidentEvent['type'], number>>

/**
 * An event as its present version has it, by every step since its own. What a newer program wrote passes as it is, and the
 * codec of its type says what is wrong with it.
 */
export const upcast = (type: string, schemaVersion: number, data: unknown): unknown =>
  (upcasts.get(type) ?? []).reduce((older, next, index) => (index + 1 >= schemaVersion ? next(older) : older), data)
