import { erased, type AnyProjection } from '@deskledger/kernel'
import { serviceLevelFacts } from './service-level-facts.ts'
import { serviceLevelStatus } from './service-level-status.ts'

export type { CycleFact, ServiceLevelFact } from './fact.ts'
export {
  measuresOf,
  valueIn,
  verdictsOf,
  type ServiceLevelDimension,
  type ServiceLevelMeasure,
  type ServiceLevelMetric,
} from './measures.ts'
export type { ServiceLevelBoardRow } from './service-level-board.ts'
export type { ServiceLevelCellLabels } from './service-level-cells.ts'
export type { ServiceLevelEntry } from './service-level-entries.ts'
export { serviceLevelFacts } from './service-level-facts.ts'
export { serviceLevelStatus } from './service-level-status.ts'
export { timerOf, timerPerson, type ServiceLevelTimer } from './service-level-timers.ts'
export type { ServiceLevelStatus } from './status.ts'

/** The read models of clocks: what people look at, in the order they are folded. */
export const serviceLevelClockReadModels: readonly AnyProjection[] = [
  erased(serviceLevelStatus),
  erased(serviceLevelFacts),
]
