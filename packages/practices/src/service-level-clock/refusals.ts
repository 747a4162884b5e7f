import type { ClockId, Count, Instant, Title } from '@deskledger/kernel'
import type { WorkingHoursMistake } from '@deskledger/kernel/working-time'
import type { Goal, Verdict } from './words.ts'

interface Fact<Type extends string> {
  readonly type: Type
  readonly clockId: ClockId
}

/** Why a clock stands where nothing of that kind can happen to it. */
type StandingRefusal =
  | Fact<'ClockNotFound'>
  | Fact<'ClockAlreadyStarted'>
  | (Fact<'ClockAlreadyStopped'> & { readonly stoppedAt: Instant; readonly verdict: Verdict | null })
  | (Fact<'ClockAlreadyCancelled'> & { readonly reason: string | null })
  | (Fact<'ClockStillRuns'> & { readonly cycle: Count })

/** What was promised cannot be counted. */
type TermsRefusal =
  | (Fact<'NotTheClockOfThatTarget'> & { readonly expected: string })
  | (Fact<'GoalNotPositive'> & { readonly goal: Goal })
  | (Fact<'WarningOutOfRange'> & { readonly percent: Count })
  | (Fact<'EscalationOutOfRange'> & { readonly percent: Count })
  | (Fact<'CalendarUnusable'> & { readonly mistakes: readonly WorkingHoursMistake[] })
  | (Fact<'GoalNeverReached'> & { readonly goal: Goal; readonly from: Instant })

/** It is not so, or not yet. */
type TellingRefusal =
  | (Fact<'ClockIsPaused'> & { readonly since: Instant; readonly reason: Title | null })
  | Fact<'ClockNeverDue'>
  | (Fact<'ClockNotDueYet'> & { readonly dueAt: Instant })
  | (Fact<'ClockAlreadyBreached'> & { readonly breachedAt: Instant })
  | (Fact<'NoSuchWarning'> & { readonly percent: Count; readonly warnings: readonly Count[] })
  | (Fact<'WarningNotReachedYet'> & { readonly percent: Count; readonly warnAt: Instant })
  | (Fact<'NoSuchEscalation'> & { readonly percent: Count; readonly escalations: readonly Count[] })
  | (Fact<'EscalationNotReachedYet'> & { readonly percent: Count; readonly escalateAt: Instant })
  | (Fact<'EscalationNeverReached'> & { readonly percent: Count })

/** Why a clock's command may be refused. Facts only; the edge words them for people. */
export type ServiceLevelClockRefusal = StandingRefusal | TermsRefusal | TellingRefusal
