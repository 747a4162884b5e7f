export { openAt, openFolder, type OpenLedger, type OpenOptions, type OpenTrouble, type Scratch } from './open-ledger.ts'
export { openEvents, openStores, shownPlace, type Stores, type StoresOptions, type StoresPlace } from './stores.ts'
export type { DeskLedger } from './desk-ledger.ts'
export { register } from './register.ts'
