export { type Bound, type Demand } from './demands.ts'
export { badQuery, noSuchTable, viewsClosed } from './failures.ts'
export { openMemoryReadStore } from './memory.ts'
export { placeOrder } from './places.ts'
export { cursorAt, demandsOf, planOf, type Criterion, type Place, type Plan } from './plan.ts'
export type {
  Change,
  ChangeList,
  Condition,
  Found,
  Held,
  Live,
  Page,
  Query,
  ReadStore,
  Scalar,
  Sort,
  TableId,
  ViewFailure,
} from './port.ts'
export { compareValues, fieldReader, type Value } from './values.ts'
export { viewsOf, type Views } from './views.ts'
export { checkTable, textOfChange } from './writing.ts'
