import { agreementEvents, type AgreementEvent } from './events.ts'

const versions: Readonly<Record<string, number>> = Object.fromEntries(
  Object.keys(agreementEvents).map((type) => [type, 1]),
)

/** The version that each event is written in now. */
export const schemaVersions = versions as Readonly<Record<AgreementEvent['type'], number>>

/** An event as its present version has it: all are at version 1, so data passes as it is. */
export const upcast = (_type: string, _schemaVersion: number, data: unknown): unknown => data
