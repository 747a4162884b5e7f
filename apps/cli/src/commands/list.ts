import type { Query } from '@deskledger/read-store'
import { answer, say } from '../answer.ts'
import type { Context, Run, Typed } from '../context.ts'
import { conditionsOf, limitOf, sortsOf } from '../looking/query.ts'
import { tableOf } from '../looking/rows.ts'
import { usual } from '../looking/usual.ts'
import { DONE, misuse } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'
import type { OpenLedger } from '@deskledger/register'
import { queueAt } from '@deskledger/reports'

interface Listed {
  readonly rows: readonly object[]
  readonly next: string | null
}

const queryOf = async ({ ledger }: OpenLedger, name: string, { options }: Typed): Promise<Query> => {
  const after = options['after']
  const sort = await sortsOf(ledger.views, name, options['sort'])
  return {
    sort: sort.length > 0 ? sort : (usual[name]?.sort ?? []),
    where: await conditionsOf(ledger.views, name, options['where']),
    limit: limitOf(options['limit']),
    ...(typeof after === 'string' ? { after } : {}),
  }
}

const listed = async (opened: OpenLedger, name: string, typed: Typed): Promise<Listed> => {
  const asOf = instantOption(typed.options, '--as-of')
  if (asOf !== undefined && name !== 'incident-queue')
    throw misuse(
      `--as-of: only incident-queue is kept as of any time, not ${name}. One ticket as it was: deskledger show ID --as-of …`,
    )
  take(await opened.ledger.catchUp())
  const query = await queryOf(opened, name, typed)
  if (asOf !== undefined) return take(await queueAt(opened.ledger.views, asOf, query)())
  const { found, next } = take(await opened.ledger.views.find(name, query)())
  return { rows: found.map(({ document }) => document), next }
}

const words = (context: Context, name: string, { rows }: Listed): string =>
  rows.length === 0 ? 'No rows.' : tableOf(context, rows, usual[name]?.columns)

export const run: Run = async (context, typed) =>
  withLedger(context, async (opened) => {
    const name = typed.args[0] ?? ''
    const { rows, next } = await listed(opened, name, typed)
    await answer(context, { rows, next }, () => words(context, name, { rows, next }))
    if (next !== null && !context.json) await say(context, `There are more: add --after '${next}'`)
    return DONE
  })
