import { equalJson, nothing } from '@deskledger/kernel'
import type { CompleteReview, StartReview } from '../commands.ts'
import type { KnownAgreement } from '../state.ts'
import { did, lastPeriod, no, said, whenOpen } from './verdict.ts'

export const startReview = whenOpen((command: StartReview, agreement) => {
  const { agreementId } = command
  const { status } = agreement
  if (status === 'UnderReview') return nothing
  const period = lastPeriod(agreement)
  if (status !== 'InForce' || period === undefined) return no({ type: 'AgreementNotInForce', agreementId, status })
  return did({ type: 'ReviewStarted', ...said(command), version: period.version })
})

const isDone = ({ outcome, figures, findings = null }: CompleteReview, { lastReview }: KnownAgreement): boolean =>
  equalJson(lastReview, { outcome, figures, findings })

export const completeReview = whenOpen((command: CompleteReview, agreement) => {
  const { agreementId, outcome, figures, findings = null } = command
  const { status, reviewSince: startedAt } = agreement
  const period = lastPeriod(agreement)
  if (startedAt === null || period === undefined)
    return isDone(command, agreement) ? nothing : no({ type: 'ReviewNotStarted', agreementId, status })
  const { version } = period
  return did({ type: 'ReviewCompleted', ...said(command), version, startedAt, outcome, figures, findings })
})
