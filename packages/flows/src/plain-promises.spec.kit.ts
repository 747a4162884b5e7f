import type { Instant, Message } from '@deskledger/kernel'
import { workingHours, type WorkingHours, type WorkingHoursDefinition } from '@deskledger/kernel/working-time'
import { matchAgreement, type InForce, type RetargetPolicy, type Target } from '@deskledger/practices/agreement'
import * as E from 'fp-ts/lib/Either.js'

/** What an incident says of itself. */
export interface Labels {
  service: string | null
  team: string | null
  priority: number | null
  customer: string | null
}

/** What is promised of a target, as far as a plain recomputation needs it. */
export interface Promised {
  readonly key: string
  readonly place: number
  readonly seconds: number
  readonly policy: RetargetPolicy
  readonly hours: WorkingHours
  readonly pauses: readonly string[]
}

const hoursOf = (definition: WorkingHoursDefinition): WorkingHours => {
  const hours = workingHours(definition)
  if (E.isLeft(hours)) throw new Error(JSON.stringify(hours.left))
  return hours.right
}

/** Agreements and calendars as the log had them, kept as plain lists. */
export const library = () => {
  let versions: InForce[] = []
  const calendars = new Map<string, WorkingHoursDefinition>()
  return {
    takes: (data: Message): void => {
      if ('definition' in data && 'calendarId' in data)
        calendars.set(String(data.calendarId), data.definition as WorkingHoursDefinition)
      if (data.type !== 'AgreementBroughtIntoForce') return
      const { agreementId, version, kind, provider, customer, from, until, terms } = data as Message & InForce
      const fresh = { agreementId, version, kind, provider, customer, from, until, terms }
      const cut = (one: InForce): InForce =>
        one.agreementId === agreementId && (one.until === null || from < one.until) ? { ...one, until: from } : one
      versions = [...versions.map(cut), fresh]
    },
    promised: (target: 'respond' | 'resolve', labels: Labels, at: Instant): Promised | undefined => {
      const asked = { kind: 'incident', ...labels, target, at } as Parameters<typeof matchAgreement>[1]
      const match = matchAgreement(versions, asked)
      if (match.type !== 'Matched') return undefined
      const { goal }: Target = match.target
      const definition = calendars.get(goal.calendar)
      if (goal.unit !== 'seconds' || definition === undefined) return undefined
      const { terms, agreementId, version } = match.agreement
      return {
        key: `${agreementId}/${version}`,
        place: match.winner.place,
        seconds: goal.seconds,
        policy: terms.retarget,
        hours: hoursOf(definition),
        pauses: terms.pauses[target],
      }
    },
  }
}
