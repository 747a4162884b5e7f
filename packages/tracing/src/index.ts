export { callerIn, correlationIdOf, traceIdOf, type Caller } from './correlation.ts'
export { ledgerIds, type LedgerIds, type WantedIds } from './ids.ts'
export { tracingObserver, type TracingParts } from './observer.ts'
