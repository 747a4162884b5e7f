import type { Instant } from '@deskledger/kernel'
import type { Standing } from '@deskledger/practices/incident'
import type { Labels, ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import {
  concernsPromises,
  relabelling,
  restarting,
  retargeting,
  starting,
  telling,
  type Clock,
  type Relabelled,
} from './asking.ts'
import { waitOf } from './incident-steps.ts'
import type { Aim, PromiseRef, Stand, Step } from './memory.ts'
import type { Promised } from './promised.ts'

/** A target after an event, and what its clock is asked because of that. */
export interface Turned {
  readonly aim: Aim
  readonly commands: readonly ServiceLevelClockCommand[]
}

/** What an event says to one target; standing and labels as they are after it. */
export interface Turn {
  readonly clock: Clock
  readonly at: Instant
  readonly standing: Standing
  readonly labels: Labels
  /** what is promised at an instant under these labels */
  readonly promised: (at: Instant) => Promised | undefined
}

const quiet = (aim: Aim): Turned => ({ aim, commands: [] })

/** Whether a step means anything where a target stands; a verdict of another system always does. */
const means = (stand: Stand, step: Step, { clock }: Turn): boolean => {
  switch (step.do) {
    case 'judge':
      return true
    case 'begin again':
      return stand === 'stopped' && clock.target === 'resolve'
    case 'begin':
    case 'wait':
    case 'go on':
    case 'stop':
    case 'cancel':
      return stand === 'going'
  }
}

const standAfter = (stand: Stand, step: Step): Stand => {
  switch (step.do) {
    case 'stop':
      return 'stopped'
    case 'cancel':
      return 'cancelled'
    case 'begin again':
      return 'going'
    case 'begin':
    case 'wait':
    case 'go on':
    case 'judge':
      return stand
  }
}

const verdictsIn = (course: readonly Step[]): readonly Step[] => course.filter((step) => step.do === 'judge')

const courseAfter = (course: readonly Step[], step: Step): readonly Step[] =>
  step.do === 'begin again' ? [{ do: 'begin', at: step.at }, ...verdictsIn(course)] : [...course, step]

/** A clock that starts under a promise, and is told what has happened on its course. */
const started = (course: readonly Step[], turn: Turn, promised: Promised): readonly ServiceLevelClockCommand[] =>
  course.flatMap((step): readonly ServiceLevelClockCommand[] => {
    const { clock, labels } = turn
    switch (step.do) {
      case 'begin':
        return [starting(clock, { at: step.at, labels, promised })]
      case 'begin again':
        return []
      case 'wait':
      case 'go on':
      case 'stop':
      case 'cancel':
      case 'judge':
        return [telling(clock, step)]
    }
  })

const begun = (aim: Aim, turn: Turn, promised: Promised): Turned => ({
  aim: { stand: aim.stand, promise: promised.promise, course: [] },
  commands: started(aim.course, turn, promised),
})

/** A cycle that has just begun: where something is promised, its clock starts with it. */
const fresh = (aim: Aim, turn: Turn): Turned => {
  const promised = turn.promised(turn.at)
  return promised === undefined ? quiet(aim) : begun(aim, turn, promised)
}

/** What is remembered of a target when its incident is raised; `at` of the turn is when it was reported. */
export const firstAim = (course: readonly Step[], turn: Turn): Turned =>
  fresh({ stand: 'going', promise: null, course }, turn)

/**
 * Something is promised that was not before: counted from the beginning, with all that has happened since, or from now on,
 * as the agreement has it for promises that take the place of others.
 */
const promisedLate = (aim: Aim, turn: Turn): Turned => {
  if (aim.stand === 'cancelled') return quiet(aim)
  const { at, standing } = turn
  const promised = turn.promised(at)
  if (promised === undefined) return quiet(aim)
  if (promised.policy === 'recompute-from-origin') return begun(aim, turn, promised)
  if (aim.stand === 'stopped') return quiet(aim)
  const course: readonly Step[] = [{ do: 'begin', at }, ...waitOf(standing, at), ...verdictsIn(aim.course)]
  return begun({ ...aim, course }, turn, promised)
}

const samePromise = (a: PromiseRef, b: PromiseRef): boolean =>
  a.agreement === b.agreement && a.version === b.version && a.place === b.place

/** Another promise than the one that a running clock goes by; undefined: that one still holds, or none does. */
const otherPromise = ({ stand, promise }: Aim, turn: Turn, labels: Relabelled): Promised | undefined => {
  if (stand !== 'going' || !concernsPromises(labels)) return undefined
  const promised = turn.promised(turn.at)
  return promised === undefined || promise === null || samePromise(promise, promised.promise) ? undefined : promised
}

const relabelled = (aim: Aim, turn: Turn, labels: Relabelled): Turned => {
  const { clock, at } = turn
  const promised = otherPromise(aim, turn, labels)
  if (promised === undefined) return { aim, commands: relabelling(clock, { at, labels, already: [] }) }
  return {
    aim: { ...aim, promise: promised.promise },
    commands: [
      retargeting(clock, { at, labels, promised }),
      ...relabelling(clock, { at, labels, already: ['priority'] }),
    ],
  }
}

/** A target after its incident's labels have changed, or not. */
export const labelled = (aim: Aim, turn: Turn, before: Labels): Turned => {
  const { labels: after } = turn
  if (before === after) return quiet(aim)
  const labels = { before, after }
  if (aim.promise !== null) return relabelled(aim, turn, labels)
  return concernsPromises(labels) ? promisedLate(aim, turn) : quiet(aim)
}

const again = (aim: Aim, step: Step, turn: Turn): Turned => {
  const { clock, labels, at } = turn
  const stand = 'going'
  if (aim.promise === null) return fresh({ stand, promise: null, course: courseAfter(aim.course, step) }, turn)
  const promised = turn.promised(at)
  const promise = promised?.promise ?? aim.promise
  return { aim: { stand, promise, course: [] }, commands: [restarting(clock, { at, labels, promised })] }
}

/** A target after one step of its incident. */
export const aimAfter = (aim: Aim, step: Step, turn: Turn): Turned => {
  if (!means(aim.stand, step, turn)) return quiet(aim)
  if (step.do === 'begin again') return again(aim, step, turn)
  const stand = standAfter(aim.stand, step)
  if (aim.promise === null) return quiet({ ...aim, stand, course: courseAfter(aim.course, step) })
  return { aim: { ...aim, stand }, commands: step.do === 'begin' ? [] : [telling(turn.clock, step)] }
}
