import type { IncidentEvent } from '../events.ts'
import type { RecordedAsImported, UpdateRecorded } from '../events/imported.ts'
import type { Deed, ImportDetails, IncidentDetails, ResolutionDetails } from './details.ts'
import type { SomeHandlers } from './handlers.ts'
import { isOpen, type Draft } from './ticket.ts'

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

type Handlers = SomeHandlers<Draft<IncidentDetails>, void>

const reassigned = ({ reassignments }: { readonly reassignments: number }, details: Draft<IncidentDetails>): void => {
  details.reassignments = reassignments
}

/** What the steps of the life cycle leave behind, besides the standing. */
export const changedByStep: Handlers = {
  IncidentAssigned: reassigned,
  IncidentUnassigned: reassigned,
  IncidentResolved: (event, details) => {
    const { at, by, attempt, resolver, code, text, firstContact } = event
    details.resolutions = [...details.resolutions, { at, by, attempt, resolver, code, text, firstContact }]
  },
  ResolutionUpdated: ({ to }, details) => {
    details.resolutions = corrected(details.resolutions, to)
  },
  IncidentClosed: ({ at, by, code, comment }, details) => {
    details.closures = [...details.closures, { at, by, code, comment }]
  },
  IncidentReopened: ({ at, by, from, reason, bySelfService }, details) => {
    details.reopenings = [...details.reopenings, { at, by, from, reason, bySelfService }]
  },
  IncidentCancelled: ({ at, by, reason }, details) => {
    details.cancelled = { at, by, reason }
  },
  FirstResponseRecorded: ({ at, by, how }, details) => {
    details.firstResponse ??= { at, by, how }
  },
}

/** What corrections change, besides what the lists show. */
export const changedByCorrection: Handlers = {
  PriorityChanged: ({ to, reason }, details) => {
    details.impact = to.impact
    details.urgency = to.urgency
    details.computedPriority = to.computed
    details.overrideReason = reason
  },
  IncidentRecategorised: ({ to }, details) => {
    details.subcategory = to.subcategory
  },
  ServiceReclassified: ({ to }, details) => {
    details.service = to
  },
  DetailsCorrected: ({ changes }, details) => {
    Object.assign(details, Object.fromEntries(changes.map(({ field, to }) => [field, to])))
  },
  ExternalVerdictRecorded: ({ source, made }, details) => {
    details.verdict = { source, made }
  },
}

/** What rows of an import leave behind, besides the domain's own events. */
export const changedByImport: Handlers = {
  UpdateRecorded: (event, details) => {
    if (details.imported) details.imported = columnsInto(details.imported, event)
  },
  RecordedAsImported: (event, details) => {
    const { row, rules } = event
    const { imported } = details
    Object.assign(details, importedLists(details, event))
    if (!imported) return
    const forbiddenSteps = imported.forbiddenSteps + 1
    details.imported = { ...imported, row, forbiddenSteps, lastForbidden: { row, rules } }
  },
}
