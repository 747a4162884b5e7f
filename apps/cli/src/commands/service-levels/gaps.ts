import { shownInstant } from '@deskledger/nouns'
import { gapsIn, type Gaps } from '@deskledger/reports'
import { answer, paintResult } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { noAgreement } from '../../service-levels/no-agreement.ts'
import { DONE } from '../../stop.ts'
import { take } from '../../take.ts'
import { instantOption, nowOf } from '../../words/instant.ts'
import { counted } from '../../words/numbers.ts'
import { textOption } from '../../words/typed.ts'
import { withLedger } from '../../with-ledger.ts'

const words = (context: Context, { at, agreements }: Gaps): string => {
  if (agreements.length === 0) return `No agreement with a customer is in force at ${shownInstant(at)} UTC.`
  const paint = paintResult(context)
  return agreements
    .map(({ agreementId, version, underpinnedBy, gaps }) => {
      const head = paint('bold', `${agreementId} version ${version}`)
      if (underpinnedBy.length === 0) return `${head}: names no agreement that underpins it.`
      if (gaps.length === 0) return `${head}: borne by ${underpinnedBy.join(', ')}.`
      return [`${head}: ${counted(gaps.length, 'gap')}.`, ...gaps.map((gap) => `  ${gap.words}`)].join('\n')
    })
    .join('\n')
}

export const run: Run = async (context, { options }) => {
  const at = instantOption(options, '--at') ?? nowOf(context.io)
  const agreement = textOption(options, 'agreement')
  return withLedger(context, async (opened) => {
    take(await opened.ledger.catchUp())
    const asked = { at, ...(agreement === undefined ? {} : { agreement }) }
    const gaps = take(await gapsIn(opened.ledger.views, asked)())
    if (gaps === undefined) throw noAgreement(opened, agreement ?? '', ' that is, was or will be in force')
    await answer(context, gaps, () => words(context, gaps))
    return DONE
  })
}
