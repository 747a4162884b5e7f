export { canonicalJson, NotCanonical, type Json } from './canonical-json.ts'
export { happened, nothing, refused, type Decider, type Decision } from './decider.ts'
export { equalJson } from './equal-json.ts'
export { decodeMessage, decodeStrictly, type Mistake } from './decoding.ts'
export { START, type Metadata, type NewEvent, type Position, type StoredEvent } from './events.ts'
export {
  erasedFlow,
  erasedTimers,
  type AnyFlow,
  type AnyMemory,
  type AnyTimers,
  type Flow,
  type Known,
  type Memory,
  type Recalled,
  type Timers,
  type Waiting,
} from './flow.ts'
export { GENESIS, hashOf, hashOfTexts, linkOf, sha256, uuidv5, type StoredTexts } from './hashing.ts'
export { dayNumber, isInstant } from './calendar.ts'
export {
  dayOf,
  earlier,
  instantOf,
  later,
  millisOf,
  secondsBetween,
  wordsForInstant,
  wordsForSeconds,
} from './instants.ts'
export { Currency, minorDigits, Money, moneyOf, wordsForMoney } from './money.ts'
export type { AnyPractice, Message, Practice, Role } from './practice.ts'
export {
  erased,
  type AnyProjection,
  type Contribution,
  type DerivedTable,
  type Index,
  type Projection,
  type Rollup,
  type Row,
} from './projection.ts'
export { contribute, difference, openCell, type Cell, type OpenCell } from './rollup.ts'
export { add, emptySketch, isEmpty, median, merge, quantile, RELATIVE_ERROR, type Sketch } from './sketch.ts'
export {
  AgreementId,
  Body,
  CalendarId,
  ClockId,
  Count,
  GroupId,
  IncidentId,
  Instant,
  Level,
  PersonId,
  Priority,
  ReferenceId,
  Sha256,
  TicketId,
  Title,
  Uuid,
  word,
  type WordForm,
} from './words.ts'
