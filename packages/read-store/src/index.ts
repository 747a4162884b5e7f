export type {
  Change,
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
export { viewsOf, type Views } from './views.ts'
