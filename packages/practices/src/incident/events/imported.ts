import { Count, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Standing, orNull } from '../words.ts'
import { event } from './event.ts'

const ColumnChange = t.strict({ from: orNull(t.string), to: orNull(t.string) }, 'ColumnChange')

/** Import only: columns without a meaning of their own changed; no columns: only who and when did. */
export const UpdateRecorded = event('UpdateRecorded', {
  source: Title,
  row: Count,
  columns: t.record(t.string, ColumnChange),
})
export type UpdateRecorded = t.TypeOf<typeof UpdateRecorded>

/** Import only: a step that the rules named here forbid; `reopenings` and `attempt` (resolutions) as they are afterwards. */
export const RecordedAsImported = event('RecordedAsImported', {
  source: Title,
  row: Count,
  from: Standing,
  to: Standing,
  rules: t.readonlyArray(t.string),
  reopenings: Count,
  attempt: Count,
})
export type RecordedAsImported = t.TypeOf<typeof RecordedAsImported>
