import type { IncidentEvent } from '../events.ts'
import type { RecordedAsImported, UpdateRecorded } from '../events/imported.ts'
import type { Deed, ImportDetails, IncidentDetails, ResolutionDetails } from './details.ts'
import type { SomeHandlers } from './handlers.ts'
import { isOpen } from './ticket.ts'

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
export const changedByStep: SomeHandlers<IncidentDetails, IncidentDetails> = {
  IncidentAssigned: ({ reassignments }, details) => ({ ...details, reassignments }),
  IncidentUnassigned: ({ reassignments }, details) => ({ ...details, reassignments }),
  IncidentResolved: (event, details) => {
    const { attempt, resolver, code, text, firstContact } = event
    const resolution = { ...deedOf(event), attempt, resolver, code, text, firstContact }
    return { ...details, resolutions: [...details.resolutions, resolution] }
  },
  ResolutionUpdated: ({ to }, details) => ({ ...details, resolutions: corrected(details.resolutions, to) }),
  IncidentClosed: (event, details) => {
    const closure = { ...deedOf(event), code: event.code, comment: event.comment }
    return { ...details, closures: [...details.closures, closure] }
  },
  IncidentReopened: (event, details) => {
    const { from, reason, bySelfService } = event
    return { ...details, reopenings: [...details.reopenings, { ...deedOf(event), from, reason, bySelfService }] }
  },
  IncidentCancelled: (event, details) => ({ ...details, cancelled: { ...deedOf(event), reason: event.reason } }),
  FirstResponseRecorded: (event, details) =>
    details.firstResponse ? details : { ...details, firstResponse: { ...deedOf(event), how: event.how } },
}

/** What corrections change, besides what the lists show. */
export const changedByCorrection: SomeHandlers<IncidentDetails, IncidentDetails> = {
  PriorityChanged: ({ to, reason }, details) => {
    const { impact, urgency, computed: computedPriority } = to
    return { ...details, impact, urgency, computedPriority, overrideReason: reason }
  },
  IncidentRecategorised: ({ to }, details) => ({ ...details, subcategory: to.subcategory }),
  ServiceReclassified: ({ to }, details) => ({ ...details, service: to }),
  DetailsCorrected: ({ changes }, details) => ({
    ...details,
    ...Object.fromEntries(changes.map(({ field, to }) => [field, to])),
  }),
  ExternalVerdictRecorded: ({ source, made }, details) => ({ ...details, verdict: { source, made } }),
}

/** What rows of an import leave behind, besides the domain's own events. */
export const changedByImport: SomeHandlers<IncidentDetails, IncidentDetails> = {
  UpdateRecorded: (event, details) =>
    details.imported ? { ...details, imported: columnsInto(details.imported, event) } : details,
  RecordedAsImported: (event, details) => {
    const { row, rules } = event
    const after = { ...details, ...importedLists(details, event) }
    if (!after.imported) return after
    const forbiddenSteps = after.imported.forbiddenSteps + 1
    return { ...after, imported: { ...after.imported, row, forbiddenSteps, lastForbidden: { row, rules } } }
  },
}
