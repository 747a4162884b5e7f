import { IncidentId } from '@deskledger/kernel'
import type * as t from 'io-ts'
import { orNull } from '../words.ts'
import { event } from './event.ts'

/** Another incident is the parent: this one follows it. */
export const ParentSet = event('ParentSet', { parent: IncidentId, from: orNull(IncidentId) })
export type ParentSet = t.TypeOf<typeof ParentSet>

/** It stands alone again. */
export const ParentRemoved = event('ParentRemoved', { parent: IncidentId })
export type ParentRemoved = t.TypeOf<typeof ParentRemoved>

/** It is the same as another incident, where work goes on: final. */
export const MergedInto = event('MergedInto', { into: IncidentId })
export type MergedInto = t.TypeOf<typeof MergedInto>

/** Another incident was the same as this one. */
export const MergeReceived = event('MergeReceived', { from: IncidentId })
export type MergeReceived = t.TypeOf<typeof MergeReceived>
