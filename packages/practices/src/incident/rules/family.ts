import { nothing } from '@deskledger/kernel'
import type { FollowParent, MergeInto, ReceiveMerge, RemoveParent, SetParent } from '../commands/family.ts'
import type { Ticket } from '../ticket.ts'
import type { HoldReason } from '../words.ts'
import { reopened } from './ending.ts'
import { resumed, standingOf } from './progress.ts'
import { resolved } from './resolution.ts'
import { did, isFinal, no, said, unless, whenKnown, whenLive, type Rule, type Verdict } from './verdict.ts'

/** Generations of a family, the eldest and the youngest counted, where the command names no other policy. */
const MOST_GENERATIONS = 5

export const setParent = whenLive((command: SetParent, ticket) => {
  const { incidentId, parent, ancestors, depthBelow } = command
  if (ticket.parent === parent) return nothing
  if (parent === incidentId) return no({ type: 'ParentIsItself', incidentId })
  if (ancestors.includes(incidentId)) return no({ type: 'ParentCycle', incidentId, parent })
  const most = command.mostGenerations ?? MOST_GENERATIONS
  const generations = ancestors.length + 2 + depthBelow
  if (generations > most) return no({ type: 'ParentTooDeep', incidentId, generations, most })
  return did({ type: 'ParentSet', ...said(command), parent, from: ticket.parent })
})

export const removeParent = whenLive((command: RemoveParent, { parent }) =>
  parent === null ? nothing : did({ type: 'ParentRemoved', ...said(command), parent }),
)

const followToWork = (command: FollowParent, ticket: Ticket): Verdict => {
  switch (ticket.status) {
    case 'OnHold':
      return did(resumed(ticket, command))
    case 'New':
    case 'Assigned':
      return did({ type: 'WorkStarted', ...said(command), from: standingOf(ticket) })
    case 'Resolved':
      return command.reopened === true && command.bySelfService !== true ? did(reopened(ticket, command)) : nothing
    case 'InProgress':
    case 'Closed':
    case 'Cancelled':
    case 'Merged':
      return nothing
  }
}

const held = (command: FollowParent, ticket: Ticket, reason: HoldReason) =>
  ({ type: 'IncidentPutOnHold', ...said(command), from: standingOf(ticket), reason, comment: null }) as const

/** The caller of the parent is not the caller of the child: AwaitingCaller is not passed on. */
const followOnHold = (command: FollowParent, ticket: Ticket): Verdict => {
  const reason = command.parentStanding.holdReason ?? 'Unspecified'
  if (reason === 'AwaitingCaller' || ticket.status === 'Resolved' || ticket.holdReason === reason) return nothing
  if (ticket.status !== 'OnHold') return did(held(command, ticket, reason))
  const working: Ticket = { ...ticket, status: 'InProgress', holdReason: null }
  return did(resumed(ticket, command), held(command, working, reason))
}

const followResolved = (command: FollowParent, ticket: Ticket): Verdict => {
  const { code = null, text = null, by: resolver } = command
  return unless(ticket.status === 'Resolved', resolved(ticket, command, { code, text, resolver }))
}

export const followParent = whenKnown((command: FollowParent, ticket) => {
  const { incidentId, parent } = command
  if (ticket.parent !== parent) return no({ type: 'NotItsParent', incidentId, parent: ticket.parent })
  if (isFinal(ticket)) return nothing
  switch (command.parentStanding.status) {
    case 'InProgress':
      return followToWork(command, ticket)
    case 'OnHold':
      return followOnHold(command, ticket)
    case 'Resolved':
      return followResolved(command, ticket)
    case 'New':
    case 'Assigned':
    case 'Closed':
    case 'Cancelled':
    case 'Merged':
      return nothing
  }
})

const mergeLive = whenLive((command: MergeInto) => {
  const { incidentId, into, ancestors } = command
  if (into === incidentId) return no({ type: 'MergeIntoItself', incidentId })
  if (ancestors.includes(incidentId)) return no({ type: 'MergeCycle', incidentId, into })
  return did({ type: 'MergedInto', ...said(command), into })
})

export const mergeInto: Rule<MergeInto> = (command, incident) =>
  incident.status === 'Merged' && incident.mergedInto === command.into ? nothing : mergeLive(command, incident)

export const receiveMerge = whenLive((command: ReceiveMerge, { received }) => {
  const { incidentId, from } = command
  if (from === incidentId) return no({ type: 'MergeIntoItself', incidentId })
  return unless(received.includes(from), { type: 'MergeReceived', ...said(command), from })
})
