import type { AnyProjection } from '@deskledger/kernel'

/** What people look at, folded from incident events. */
export const incidentReadModels: readonly AnyProjection[] = []
