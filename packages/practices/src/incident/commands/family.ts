import { Body, Count, IncidentId, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Standing, orNull } from '../words.ts'
import { ask } from './ask.ts'

/**
 * Makes another incident the parent. The asker knows the family: `ancestors` of the parent, nearest first, and how many
 * generations hang below this incident (`depthBelow`). `mostGenerations` left out: 5.
 */
export const SetParent = ask(
  'SetParent',
  { parent: IncidentId, ancestors: t.readonlyArray(IncidentId), depthBelow: Count },
  { mostGenerations: orNull(Count) },
)
export type SetParent = t.TypeOf<typeof SetParent>

/** Lets it stand alone again. */
export const RemoveParent = ask('RemoveParent', {}, {})
export type RemoveParent = t.TypeOf<typeof RemoveParent>

/** Follows the parent to where it stands now, with its resolution; `reopened`: it came there by a reopening. Asked by a flow. */
export const FollowParent = ask(
  'FollowParent',
  { parent: IncidentId, parentStanding: Standing },
  { code: orNull(Title), text: orNull(Body), reopened: t.boolean, bySelfService: t.boolean },
)
export type FollowParent = t.TypeOf<typeof FollowParent>

/** Ends it in favour of another; `ancestors` are the incidents the other one was merged into itself, nearest first. */
export const MergeInto = ask('MergeInto', { into: IncidentId, ancestors: t.readonlyArray(IncidentId) }, {})
export type MergeInto = t.TypeOf<typeof MergeInto>

/** Keeps, on the one that goes on, that another was merged into it. */
export const ReceiveMerge = ask('ReceiveMerge', { from: IncidentId }, {})
export type ReceiveMerge = t.TypeOf<typeof ReceiveMerge>
