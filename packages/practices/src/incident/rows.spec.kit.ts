import type { RecordImportedRow } from './commands/imported.ts'

/** An imported row that says nothing yet. */
export const emptyRow = {
  type: 'RecordImportedRow',
  reportedAt: null,
  standing: null,
  tracked: {},
  counters: {},
  links: {},
  verdict: null,
  note: null,
  fields: {},
  finals: {},
} as const satisfies Partial<RecordImportedRow>
