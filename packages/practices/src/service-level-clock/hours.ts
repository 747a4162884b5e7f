import { sha256 } from '@deskledger/kernel'
import {
  workingHours,
  type WorkingHours,
  type WorkingHoursDefinition,
  type WorkingHoursMistake,
} from '@deskledger/kernel/working-time'
import type * as E from 'fp-ts/lib/Either.js'

type Compiled = E.Either<readonly WorkingHoursMistake[], WorkingHours>

/** How many calendars are kept ready. */
const MOST = 256
const byText = new Map<string, Compiled>()
const byObject = new WeakMap<WorkingHoursDefinition, Compiled>()

/** A definition that was read comes as it was written, and one that was pinned is in order: its text as it is will do. */
const compiled = (definition: WorkingHoursDefinition): Compiled => {
  const text = JSON.stringify(definition)
  const known = byText.get(text)
  if (known !== undefined) return known
  if (byText.size >= MOST) byText.clear()
  const made = workingHours(definition)
  byText.set(text, made)
  return made
}

/** Hours of a definition, made once for each text as it is written: what `workingHours` says, sooner. */
export const hoursOf = (definition: WorkingHoursDefinition): Compiled => {
  const known = byObject.get(definition)
  if (known !== undefined) return known
  const made = compiled(definition)
  byObject.set(definition, made)
  return made
}

const keys = new WeakMap<WorkingHoursDefinition, string>()

/** What tells the hours of one definition from those of any other: SHA-256 of its text as it is written. */
export const hoursKeyOf = (definition: WorkingHoursDefinition): string => {
  const known = keys.get(definition)
  if (known !== undefined) return known
  const made = sha256(JSON.stringify(definition))
  keys.set(definition, made)
  return made
}
