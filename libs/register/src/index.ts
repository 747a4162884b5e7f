export { openFolder, type FolderOptions, type FolderTrouble, type OpenFolder, type Scratch } from './open-folder.ts'
export type { DeskLedger } from './desk-ledger.ts'
export { register } from './register.ts'
