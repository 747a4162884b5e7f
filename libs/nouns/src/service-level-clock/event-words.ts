import { wordsForInstant, wordsForSeconds } from '@deskledger/kernel'
import type { ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'

type Words = {
  readonly [Type in ServiceLevelClockEvent['type']]: (event: Extract<ServiceLevelClockEvent, { type: Type }>) => string
}

const due = (dueAt: string | null): string => (dueAt === null ? 'never due' : `due ${wordsForInstant(dueAt)} UTC`)
const used = (seconds: number): string => `${wordsForSeconds(seconds)} used`
const labels = (of: object): string =>
  Object.entries(of)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || 'nothing'

const words: Words = {
  ClockStarted: ({ target, terms, targetSeconds, dueAt }) =>
    `started to count for ${target}: ${wordsForSeconds(targetSeconds)} by agreement ${terms.agreement.id} version ${terms.agreement.version}, ${due(dueAt)}`,
  ClockPaused: ({ reason, elapsedSeconds }) => `paused it: ${reason}; ${used(elapsedSeconds)}`,
  ClockNotPaused: ({ reason }) => `went on: ${reason} does not pause it`,
  ClockResumed: ({ reason, dueAt }) => `resumed it, no longer ${reason}; ${due(dueAt)}`,
  ClockRetargeted: ({ policy, why, targetSeconds, dueAt }) =>
    `set it anew (${policy}) to ${wordsForSeconds(targetSeconds)}, ${due(dueAt)}: ${why}`,
  ClockWarned: ({ percent, warnedAt }) => `warned: ${percent} percent used at ${wordsForInstant(warnedAt)} UTC`,
  ClockBreached: ({ breachedAt }) => `made known that it was breached at ${wordsForInstant(breachedAt)} UTC`,
  ClockEscalated: ({ percent, escalatedAt }) =>
    `escalated: ${percent} percent used at ${wordsForInstant(escalatedAt)} UTC`,
  ClockStopped: ({ why, verdict, elapsedSeconds, overrunSeconds }) =>
    `stopped it: ${why}; ${verdict}, ${used(elapsedSeconds)}${verdict === 'missed' ? `, ${wordsForSeconds(overrunSeconds)} over` : ''}`,
  ClockRestarted: ({ why, cycle, dueAt }) => `started it again in cycle ${cycle}: ${why}; ${due(dueAt)}`,
  ClockCancelled: ({ reason }) => `cancelled it: ${reason}`,
  ExternalVerdictNoted: ({ source, verdict }) => `noted that ${source} says ${verdict}`,
  ClockRelabelled: ({ from, to }) => `moved its figures from ${labels(from)} to ${labels(to)}`,
}

/** What happened to a clock, in one sentence. */
export const wordsOf = (event: ServiceLevelClockEvent): string =>
  `${event.by} ${(words[event.type] as (event: ServiceLevelClockEvent) => string)(event)}`
