import type { Instant } from '@deskledger/kernel'
import { isWithin, underpinningGaps, type InForce, type UnderpinningGap } from '@deskledger/practices/agreement'
import { shownInstant } from '@deskledger/nouns'
import { answer, paintResult } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { noAgreement } from '../../service-levels/no-agreement.ts'
import { gapWords } from '../../service-levels/gap-words.ts'
import { inForceIn } from '../../service-levels/in-force.ts'
import { DONE } from '../../stop.ts'
import { take } from '../../take.ts'
import { instantOption, nowOf } from '../../words/instant.ts'
import { counted } from '../../words/numbers.ts'
import { textOption } from '../../words/typed.ts'
import { withLedger } from '../../with-ledger.ts'

interface Borne {
  readonly sla: InForce
  readonly gaps: readonly UnderpinningGap[]
}

const words = (context: Context, at: Instant, all: readonly Borne[]): string => {
  if (all.length === 0) return `No agreement with a customer is in force at ${shownInstant(at)} UTC.`
  const paint = paintResult(context)
  return all
    .map(({ sla, gaps }) => {
      const head = paint('bold', `${sla.agreementId} version ${sla.version}`)
      if (sla.terms.underpinnedBy.length === 0) return `${head}: names no agreement that underpins it.`
      if (gaps.length === 0) return `${head}: borne by ${sla.terms.underpinnedBy.join(', ')}.`
      return [`${head}: ${counted(gaps.length, 'gap')}.`, ...gaps.map((gap) => `  ${gapWords(sla, gap)}`)].join('\n')
    })
    .join('\n')
}

const shownJson = ({ sla, gaps }: Borne) => ({
  agreementId: sla.agreementId,
  version: sla.version,
  underpinnedBy: sla.terms.underpinnedBy,
  gaps: gaps.map((gap) => ({ ...gap, words: gapWords(sla, gap) })),
})

export const run: Run = async (context, { options }) => {
  const at = instantOption(options, '--at') ?? nowOf(context.io)
  const wanted = textOption(options, 'agreement')
  return withLedger(context, async (opened) => {
    take(await opened.ledger.catchUp())
    const inForce = await inForceIn(opened.ledger.views)
    if (wanted !== undefined && !inForce.some(({ agreementId }) => agreementId === wanted))
      throw noAgreement(opened, wanted, ' that is, was or will be in force')
    const all = inForce
      .filter((one) => one.kind === 'SLA' && isWithin(one, at) && (wanted ?? one.agreementId) === one.agreementId)
      .map((sla) => ({ sla, gaps: underpinningGaps(sla, inForce, at) }))
    await answer(context, { at, agreements: all.map(shownJson) }, () => words(context, at, all))
    return DONE
  })
}
