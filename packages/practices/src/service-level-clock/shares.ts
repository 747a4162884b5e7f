import type { Count, Instant } from '@deskledger/kernel'
import { isAfter } from './seconds.ts'
import type { EscalationStep, Schedule, Share, Terms } from './words.ts'

/** What must be made known of a goal. */
export type Telling = Pick<Terms, 'warnings' | 'escalations'>

/** The percentages at which steps are taken, each once, in order. */
export const percentsOf = (steps: readonly EscalationStep[]): readonly Count[] =>
  [...new Set(steps.map(({ percent }) => percent))].sort((a, b) => a - b)

/** The first whole second in which so many percent of a goal are used. */
export const secondsOfPercent = (seconds: number, percent: number): number => Math.ceil((seconds * percent) / 100)

type When = (percent: Count) => Instant | null

const sharesOf = (percents: readonly Count[], when: When): readonly Share[] =>
  percents.flatMap((percent) => {
    const at = when(percent)
    return at === null ? [] : [{ percent, at }]
  })

/**
 * When to warn and to escalate, from what is known of a goal. All of it is used up at the due instant; of a goal of no
 * working seconds any share is, and nobody is warned.
 */
export const tellingOf = (
  { warnings, escalations }: Telling,
  { targetSeconds, dueAt }: Pick<Schedule, 'targetSeconds' | 'dueAt'>,
  usedUpAt: When,
): Pick<Schedule, 'warnAt' | 'escalateAt'> => ({
  warnAt: targetSeconds === 0 ? [] : sharesOf(warnings, usedUpAt),
  escalateAt: sharesOf(percentsOf(escalations), (percent) =>
    percent === 100 || targetSeconds === 0 ? dueAt : usedUpAt(percent),
  ),
})

/** Whether a share was used up by an instant; what comes at the due instant or later only once the target is missed. */
export const isReached = ({ dueAt }: Pick<Schedule, 'dueAt'>, share: Share, at: Instant): boolean =>
  share.at <= at && (dueAt === null || share.at < dueAt || isAfter(at, dueAt))
