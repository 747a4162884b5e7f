import type { Measured } from './measuring.ts'

/** All that is known of this process: what readiness is judged by. */
export interface Standing {
  readonly isStopping: boolean
  /** the last measurement that came to an end */
  readonly measured: Measured | undefined
  /** whether measuring failed since */
  readonly isUnanswered: boolean
  /** read models, flows and timers of this process ended, and a person has to mend why */
  readonly isStuck: boolean
}

export const beginning: Standing = { isStopping: false, measured: undefined, isUnanswered: false, isStuck: false }

export interface Limits {
  /** events that a read model may be behind */
  readonly lag: number
  /** milliseconds since 1970 */
  readonly now: number
}

/** Milliseconds after which a measurement says nothing any more. */
const STALE = 60_000

const ofMeasuring = ({ measured, isUnanswered }: Standing, { now }: Limits): readonly string[] => {
  if (isUnanswered) return ['The stores cannot be reached right now; the log says why.']
  if (measured === undefined) return ['How far read models are is not known yet.']
  const seconds = Math.round((now - measured.at) / 1000)
  return now - measured.at > STALE ? [`How far read models are has not been known for ${seconds} s.`] : []
}

const ofLag = ({ measured }: Standing, { lag }: Limits): readonly string[] =>
  (measured?.readModels ?? [])
    .filter(({ events }) => events >= lag)
    .map(({ name, events }) => `${name} is ${events} events or more behind the log; the limit is ${lag}.`)

/** Why this process is not ready: sentences that anybody may read; none: it is. */
export const reasonsAgainst = (standing: Standing, limits: Limits): readonly string[] => [
  ...(standing.isStopping ? ['It was told to stop.'] : []),
  ...(standing.isStuck ? ['Read models of this process do not go on; the log says why.'] : []),
  ...ofMeasuring(standing, limits),
  ...ofLag(standing, limits),
]
