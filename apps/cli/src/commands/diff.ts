import { differences, type Difference } from '@deskledger/reports'
import { shownInstant } from '@deskledger/nouns'
import { answer } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { pastOf } from '../looking/past.ts'
import { shownValue } from '../looking/shown-details.ts'
import { DONE, misuse } from '../stop.ts'
import { neededInstant } from '../words/instant.ts'
import { table } from '../words/table.ts'
import { withLedger } from '../with-ledger.ts'

interface Span {
  readonly incidentId: string
  readonly from: string
  readonly to: string
}

/** A field that comes into being empty did not change. */
const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0)

const words = (context: Context, { incidentId, from, to }: Span, changes: readonly Difference[]): string => {
  const head = `${incidentId} from ${shownInstant(from)} to ${shownInstant(to)} UTC`
  if (changes.length === 0) return `${head}: nothing changed.`
  const rows = changes.map((change) => [change.field, shownValue(change.from), shownValue(change.to)])
  return `${head}:\n${table(context, [{ head: 'Field' }, { head: 'From' }, { head: 'To' }], rows)}`
}

export const run: Run = async (context, { args: [id = ''], options }) => {
  const from = neededInstant(options, '--from')
  const to = neededInstant(options, '--to')
  if (to < from) throw misuse('--to is before --from. Swap them.')
  return withLedger(context, async (opened) => {
    const before = await pastOf(opened, { id, asOf: { at: from } })
    const after = await pastOf(opened, { id, asOf: { at: to } })
    const changes = differences(before, after).filter(({ from, to }) => !(isNothing(from) && isNothing(to)))
    const span = { incidentId: id, from, to }
    await answer(context, { ...span, changes }, () => words(context, span, changes))
    return DONE
  })
}
