import { keptOf, type Standing } from './standing.ts'

/** Whether this process does its work, and why not: sentences. */
export interface Readiness {
  readonly ready: boolean
  readonly reasons: readonly string[]
}

export interface Limits {
  /** events that a read model may be behind */
  readonly lag: number
  /** milliseconds since 1970 */
  readonly now: number
}

/** Milliseconds after which a measurement says nothing any more. */
const STALE = 60_000

const secondsSince = (then: number, now: number): string => `${Math.round((now - then) / 1000)} s`

const ofPhase = ({ phase }: Standing): readonly string[] => {
  if (phase === 'opening') return ['The stores are not open yet.']
  return phase === 'stopping' ? ['It was told to stop.'] : []
}

const ofMeasuring = ({ phase, measured, notMeasured }: Standing, { now }: Limits): readonly string[] => {
  if (phase !== 'working') return []
  if (notMeasured !== undefined) return [`The stores could not be asked how far read models are: ${notMeasured}`]
  if (measured === undefined) return ['How far read models are is not known yet.']
  return now - measured.began > STALE
    ? [`How far read models are has not been answered for ${secondsSince(measured.began, now)}.`]
    : []
}

const ofTrouble = ({ trouble }: Standing, { now }: Limits): readonly string[] =>
  trouble === undefined ? [] : [`In trouble for ${secondsSince(trouble.since, now)}: ${trouble.message}`]

const ofLag = (standing: Standing, limits: Limits): readonly string[] =>
  keptOf(standing)
    .filter(({ lag }) => lag >= limits.lag)
    .map(({ name, lag }) => `${name} is ${lag} events or more behind the log; the limit is ${limits.lag}.`)

/** Judges a standing. A process that keeps nothing, because others keep all, is ready to take over. */
export const readinessOf = (standing: Standing, limits: Limits): Readiness => {
  const reasons = [
    ...ofPhase(standing),
    ...ofTrouble(standing, limits),
    ...ofMeasuring(standing, limits),
    ...ofLag(standing, limits),
  ]
  return { ready: reasons.length === 0, reasons }
}
