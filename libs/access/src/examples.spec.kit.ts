import type { PersonId } from '@deskledger/kernel'
import { agreementExamples } from '@deskledger/practices/agreement'
import { businessCalendarExamples } from '@deskledger/practices/business-calendar'
import { incidentExamples } from '@deskledger/practices/incident'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import type { Identity } from './identity.ts'
import { requesterFields } from './requester-words.ts'

interface Example {
  readonly type: string
  readonly by: PersonId
}

/** A good command of each type, by practice. */
const examples: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
  incident: incidentExamples.commands,
  'business-calendar': businessCalendarExamples.commands,
  agreement: agreementExamples.commands,
  'service-level-clock': serviceLevelClockExamples.commands,
}

export const exampleOf = (practice: string, command: string): Example => {
  const example = examples[practice]?.[command]
  if (example === undefined) throw new Error(`There is no example of ${command} of ${practice}.`)
  return example
}

const sayable = new Map<string, readonly string[]>(Object.entries(requesterFields))

/** The example as this person asks it; a requester leaves out what they may not say. */
export const askedBy = (identity: Identity, example: Example): Example & Readonly<Record<string, unknown>> => {
  const own = { type: example.type, by: identity.subject }
  if (!identity.roles.every((role) => role === 'requester')) return { ...example, ...own }
  const fields = sayable.get(example.type) ?? []
  const said = Object.fromEntries(Object.entries(example).filter(([name]) => fields.includes(name)))
  return { ...said, ...('caller' in said ? { caller: identity.subject, customer: null } : {}), ...own }
}
