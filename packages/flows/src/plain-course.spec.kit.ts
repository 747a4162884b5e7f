import type { Instant } from '@deskledger/kernel'
import { elapsed, type WorkingHours } from '@deskledger/kernel/working-time'
import type { Labels, Promised } from './plain-promises.spec.kit.ts'

/** How a clock ought to stand, by a plain recomputation from what happened to its incident. */
export interface PlainClock {
  status: 'Running' | 'Paused' | 'Stopped' | 'Cancelled'
  cycle: number
  agreement: string
  targetSeconds: number
  startedAt: Instant
  countsFrom: Instant
  steppedAt: Instant
  waitsFor: string | null
  elapsedSeconds: number
  labels: Labels
  external: string | null
}

/** One step of the incident, as far as a target goes by it. */
export interface Fact {
  readonly kind: 'wait' | 'go on' | 'stop' | 'cancel' | 'again'
  readonly at: Instant
  readonly reason: string
}

/** A clock under way. */
export interface Course {
  promised: Promised
  key: string
  readonly pauses: readonly string[]
  targetSeconds: number
  hours: WorkingHours
  startedAt: Instant
  countsFrom: Instant
  now: Instant
  /** pairs of instants; the last may be open */
  held: [Instant, Instant | null][]
  waitsFor: string | null
  end: 'Stopped' | 'Cancelled' | null
  cycle: number
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** A cycle that begins. */
export const begin = (promised: Promised, at: Instant, cycle: number): Course => ({
  promised,
  key: promised.key,
  pauses: promised.pauses,
  targetSeconds: promised.seconds,
  hours: promised.hours,
  startedAt: at,
  countsFrom: at,
  now: at,
  held: [],
  waitsFor: null,
  end: null,
  cycle,
})

const isHeld = ({ held }: Course): boolean => held.at(-1)?.[1] === null

const unhold = (course: Course, at: Instant): void => {
  const last = course.held.at(-1)
  if (last?.[1] === null) last[1] = at
}

const waits = (course: Course, { reason }: Fact, now: Instant): void => {
  if (course.waitsFor === reason) return
  course.now = now
  course.waitsFor = reason
  if (!course.pauses.includes(reason)) unhold(course, now)
  else if (!isHeld(course)) course.held.push([now, null])
}

const goesOn = (course: Course, now: Instant): void => {
  if (course.waitsFor === null) return
  course.now = now
  course.waitsFor = null
  unhold(course, now)
}

const ends = (course: Course, now: Instant, end: Course['end']): void => {
  course.now = now
  course.end = end
}

/** What a fact does to a clock that runs or waits. */
export const takes = (course: Course, fact: Fact): void => {
  if (course.end !== null) return
  const now = later(fact.at, course.now)
  if (fact.kind === 'wait') waits(course, fact, now)
  if (fact.kind === 'go on') goesOn(course, now)
  if (fact.kind === 'stop') ends(course, now, 'Stopped')
  if (fact.kind === 'cancel') ends(course, now, 'Cancelled')
}

const statusOf = (course: Course): PlainClock['status'] => course.end ?? (isHeld(course) ? 'Paused' : 'Running')

/** Sets a running clock anew where another promise holds. */
export const retarget = (
  course: Course,
  promised: Promised,
  { at, newPriority }: { at: Instant; newPriority: boolean },
) => {
  if (promised.key === course.promised.key && promised.place === course.promised.place) return
  const agreementStays = promised.key === course.key
  course.promised = promised
  if (promised.policy === 'keep' && agreementStays && !newPriority) return
  course.now = later(at, course.now)
  course.key = promised.key
  if (promised.policy === 'keep') return
  course.targetSeconds = promised.seconds
  course.hours = promised.hours
  course.countsFrom = promised.policy === 'from-now' ? course.now : course.startedAt
}

/** Under what holds now; where nothing does, under what was pinned last. */
export const restarted = (course: Course, promised: Promised | undefined, asked: Instant): Course => {
  const at = later(asked, course.now)
  const cycle = course.cycle + 1
  if (promised !== undefined) return begin(promised, at, cycle)
  const { key, hours, targetSeconds, pauses } = course
  return { ...begin(course.promised, at, cycle), key, hours, targetSeconds, pauses }
}

/** How it stands after its last step. */
export const shown = (course: Course, labels: Labels, external: string | null): PlainClock => {
  const { cycle, key: agreement, targetSeconds, startedAt, countsFrom, now: steppedAt, waitsFor, hours, held } = course
  const elapsedSeconds = elapsed(hours, countsFrom, steppedAt, held)
  const status = statusOf(course)
  return {
    status,
    cycle,
    agreement,
    targetSeconds,
    startedAt,
    countsFrom,
    steppedAt,
    waitsFor,
    elapsedSeconds,
    labels,
    external,
  }
}
