import { nothing, type GroupId } from '@deskledger/kernel'
import type {
  ChangeConfidentiality,
  CorrectCaller,
  CorrectCustomer,
  CorrectDetails,
  Recategorise,
  ReclassifyService,
  RecordExternalVerdict,
} from '../commands/facts.ts'
import type { DetailsCorrected } from '../events/facts.ts'
import type { Ticket } from '../ticket.ts'
import { did, said, unless, whenKnown, whenLive } from './verdict.ts'

export const recategorise = whenLive((command: Recategorise, ticket) => {
  const from = { category: ticket.category, subcategory: ticket.subcategory }
  const to = { category: command.category, subcategory: command.subcategory ?? null }
  const already = from.category === to.category && from.subcategory === to.subcategory
  return unless(already, { type: 'IncidentRecategorised', ...said(command), from, to })
})

export const reclassifyService = whenLive((command: ReclassifyService, { service: from }) =>
  unless(from === command.service, { type: 'ServiceReclassified', ...said(command), from, to: command.service }),
)

export const correctCaller = whenLive((command: CorrectCaller, { caller: from }) =>
  unless(from === command.caller, { type: 'CallerCorrected', ...said(command), from, to: command.caller }),
)

export const correctCustomer = whenLive((command: CorrectCustomer, { customer: from }) =>
  unless(from === command.to, { type: 'CustomerCorrected', ...said(command), from, to: command.to }),
)

const details = ['summary', 'description', 'location', 'channel'] as const
type Details = Partial<Pick<Ticket, (typeof details)[number]>>

/** The details that are named and differ. */
export const detailChanges = (ticket: Ticket, asked: Details): DetailsCorrected['changes'] =>
  details.flatMap((field) => {
    const to = asked[field]
    const from = ticket[field]
    return to === undefined || to === from ? [] : [{ field, from, to }]
  })

export const correctDetails = whenLive((command: CorrectDetails, ticket) => {
  const changes = detailChanges(ticket, command)
  return unless(changes.length === 0, { type: 'DetailsCorrected', ...said(command), changes })
})

const sameGroups = (a: readonly GroupId[], b: readonly GroupId[]): boolean =>
  a.length === b.length && a.every((group) => b.includes(group))

export const changeConfidentiality = whenKnown((command: ChangeConfidentiality, { confidentialTo: from }) => {
  const to = [...new Set(command.confidentialTo)]
  return sameGroups(from, to) ? nothing : did({ type: 'ConfidentialityChanged', ...said(command), from, to })
})

export const recordExternalVerdict = whenKnown((command: RecordExternalVerdict, { verdict }) => {
  const { source, made } = command
  const already = verdict?.source === source && verdict.made === made
  return unless(already, {
    type: 'ExternalVerdictRecorded',
    ...said(command),
    source,
    made,
    from: verdict?.made ?? null,
  })
})
