import { uuidv5, type Uuid } from '@deskledger/kernel'

const NAMESPACE = '5f3f8a52-6a0e-5f0f-9d0e-2f6f9b7c4d11' as Uuid

/** The identity of a row: its source, its key, its number (from 1) among the rows of its key. The same in every run. */
export const rowCommandId = (source: string, key: string, row: number): Uuid =>
  uuidv5(NAMESPACE, `${source}\n${key}\n${row}`)
