export { judge, type Expectation } from './expecting.ts'
export { failed, mixedRepeat, recordedBefore, wrongRevision } from './failures.ts'
export { follow, openBell, type Bell } from './following.ts'
export { openMemoryEventStore } from './memory.ts'
export {
  NO_STREAM,
  type AppendArguments,
  type AppendOptions,
  type Appended,
  type Batch,
  type EventStore,
  type Filter,
  type Integrity,
  type IntegrityFault,
  type LogQuery,
  type StoreFailure,
  type StreamHead,
  type StreamQuery,
  type Subscription,
} from './port.ts'
export { storable, type AppendRequest, type EventTexts } from './storable.ts'
export { storedEventOf } from './stored.ts'
