import type { IncidentEvent } from '../events.ts'
import type { RecordedAsImported, UpdateRecorded } from '../events/imported.ts'
import type { Deed, ImportDetails, IncidentDetails, ResolutionDetails } from './details.ts'
import type { SomeHandlers } from './handlers.ts'
import { isOpen } from './ticket.ts'

type Patch = Partial<IncidentDetails>
type Lists = Partial<Pick<IncidentDetails, 'resolutions' | 'reopenings' | 'closures'>>

const deedOf = ({ at, by }: IncidentEvent): Deed => ({ at, by })

const corrected = (
  resolutions: readonly ResolutionDetails[],
  { code, text }: Pick<ResolutionDetails, 'code' | 'text'>,
): readonly ResolutionDetails[] =>
  resolutions.map((one, index) => (index === resolutions.length - 1 ? { ...one, code, text } : one))

const importedLists = (details: IncidentDetails, event: RecordedAsImported): Lists => {
  const deed = deedOf(event)
  const from = event.from.status
  const to = event.to.status
  if (from === to) return {}
  if (to === 'Resolved') {
    const unknown = { resolver: null, code: null, text: null, firstContact: null }
    return { resolutions: [...details.resolutions, { ...deed, attempt: event.attempt, ...unknown }] }
  }
  if (to === 'Closed') return { closures: [...details.closures, { ...deed, code: null, comment: null }] }
  const wasDone = from === 'Resolved' || from === 'Closed'
  if (!wasDone || !isOpen(to)) return {}
  return { reopenings: [...details.reopenings, { ...deed, from, reason: null, bySelfService: null }] }
}

const columnsInto = (imported: ImportDetails, { row, columns }: UpdateRecorded): ImportDetails => {
  const names = Object.keys(columns)
  if (names.length === 0) return { ...imported, row }
  const fields = { ...imported.fields }
  const finals = { ...imported.finals }
  for (const name of names) (Object.hasOwn(finals, name) ? finals : fields)[name] = columns[name]?.to ?? null
  return { ...imported, row, fields, finals }
}

/** What the steps of the life cycle leave behind, besides the standing. */
export const changedByStep: SomeHandlers<IncidentDetails, Patch> = {
  IncidentAssigned: ({ reassignments }) => ({ reassignments }),
  IncidentUnassigned: ({ reassignments }) => ({ reassignments }),
  IncidentResolved: (event, { resolutions }) => {
    const { attempt, resolver, code, text, firstContact } = event
    return { resolutions: [...resolutions, { ...deedOf(event), attempt, resolver, code, text, firstContact }] }
  },
  ResolutionUpdated: ({ to }, { resolutions }) => ({ resolutions: corrected(resolutions, to) }),
  IncidentClosed: (event, { closures }) => ({
    closures: [...closures, { ...deedOf(event), code: event.code, comment: event.comment }],
  }),
  IncidentReopened: (event, { reopenings }) => {
    const { from, reason, bySelfService } = event
    return { reopenings: [...reopenings, { ...deedOf(event), from, reason, bySelfService }] }
  },
  IncidentCancelled: (event) => ({ cancelled: { ...deedOf(event), reason: event.reason } }),
  FirstResponseRecorded: (event, { firstResponse }) => ({
    firstResponse: firstResponse ?? { ...deedOf(event), how: event.how },
  }),
}

/** What corrections change, besides what the lists show. */
export const changedByCorrection: SomeHandlers<IncidentDetails, Patch> = {
  PriorityChanged: ({ to, reason }) => ({
    impact: to.impact,
    urgency: to.urgency,
    computedPriority: to.computed,
    overrideReason: reason,
  }),
  IncidentRecategorised: ({ to }) => ({ subcategory: to.subcategory }),
  ServiceReclassified: ({ to }) => ({ service: to }),
  DetailsCorrected: ({ changes }) => Object.fromEntries(changes.map(({ field, to }) => [field, to])),
  ExternalVerdictRecorded: ({ source, made }) => ({ verdict: { source, made } }),
}

/** What rows of an import leave behind, besides the domain's own events. */
export const changedByImport: SomeHandlers<IncidentDetails, Patch> = {
  UpdateRecorded: (event, { imported }) => (imported ? { imported: columnsInto(imported, event) } : {}),
  RecordedAsImported: (event, details) => {
    const { row, rules } = event
    const { imported } = details
    const forbiddenSteps = (imported?.forbiddenSteps ?? 0) + 1
    return {
      ...importedLists(details, event),
      imported: imported && { ...imported, row, forbiddenSteps, lastForbidden: { row, rules } },
    }
  },
}
