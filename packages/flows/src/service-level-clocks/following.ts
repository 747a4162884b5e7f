import type { Instant } from '@deskledger/kernel'
import type { IncidentRaised, Standing } from '@deskledger/practices/incident'
import type { Labels, ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import { aimAfter, firstAim, labelled, type Turn, type Turned } from './aiming.ts'
import {
  firstLabels,
  firstSteps,
  labelsAfter,
  standingAfter,
  stepsOf,
  type LaterEvent,
  type TicketEvent,
} from './incident-steps.ts'
import { targets, type Followed, type TargetName } from './memory.ts'
import { promiseOf, type Promises } from './promises.ts'

/** An incident after an event, and what its clocks are asked because of that. */
export interface Following {
  readonly followed: Followed
  readonly commands: readonly ServiceLevelClockCommand[]
}

const none: readonly ServiceLevelClockCommand[] = []

interface Now {
  readonly followed: Omit<Followed, 'aims'>
  readonly at: Instant
  readonly promises: Promises | undefined
}

const turnOf = ({ followed, at, promises }: Now, target: TargetName): Turn => {
  const { incidentId, standing, labels } = followed
  const promised = (asked: Instant) => promises && promiseOf(promises, { target, labels, at: asked })
  return { clock: { incidentId, target }, at, standing, labels, promised }
}

const together = (followed: Omit<Followed, 'aims'>, turned: Readonly<Record<TargetName, Turned>>): Following => ({
  followed: { ...followed, aims: { respond: turned.respond.aim, resolve: turned.resolve.aim } },
  commands: targets.flatMap((target) => turned[target].commands),
})

const raised = (event: IncidentRaised, promises: Promises | undefined): Following => {
  const { incidentId, reportedAt: at } = event
  const standing: Standing = { status: 'New', holdReason: null }
  const followed = { of: 'incident', incidentId, standing, labels: firstLabels(event) } as const
  const turned = (target: TargetName) => firstAim(firstSteps(event, target), turnOf({ followed, at, promises }, target))
  return together(followed, { respond: turned('respond'), resolve: turned('resolve') })
}

interface Changed {
  readonly known: Followed
  readonly standing: Standing
  readonly labels: Labels
}

const changed = (known: Followed, event: LaterEvent): Changed => ({
  known,
  standing: standingAfter(known.standing, event),
  labels: labelsAfter(known.labels, event),
})

const turned = ({ known, standing }: Changed, event: LaterEvent, turn: Turn): Turned => {
  const { target } = turn.clock
  const aimed = labelled(known.aims[target], turn, known.labels)
  return stepsOf(event, { before: known.standing, after: standing }, target).reduce<Turned>(
    ({ aim, commands }, step) => {
      const next = aimAfter(aim, step, turn)
      return { aim: next.aim, commands: [...commands, ...next.commands] }
    },
    aimed,
  )
}

const gone = (change: Changed, event: LaterEvent, promises: Promises | undefined): Following => {
  const { known, standing, labels } = change
  const followed = { of: 'incident', incidentId: known.incidentId, standing, labels } as const
  const now = { followed, at: event.at, promises }
  return together(followed, {
    respond: turned(change, event, turnOf(now, 'respond')),
    resolve: turned(change, event, turnOf(now, 'resolve')),
  })
}

/** Whether an event says nothing that clocks go by: most that happens to an incident does not. */
const saysNothing = ({ known, standing, labels }: Changed, event: LaterEvent): boolean =>
  standing === known.standing &&
  labels === known.labels &&
  event.type !== 'FirstResponseRecorded' &&
  event.type !== 'ExternalVerdictRecorded'

/**
 * What an event of an incident makes of what is remembered of it, and what its clocks are asked. Nothing of clocks is looked
 * at: they are told what happened after the incident's next event may have happened already.
 */
export const following = (
  known: Followed | undefined,
  event: TicketEvent,
  promises: Promises | undefined,
): Following | undefined => {
  if (event.type === 'IncidentRaised') return raised(event, promises)
  if (known === undefined) return undefined
  const change = changed(known, event)
  return saysNothing(change, event) ? { followed: known, commands: none } : gone(change, event, promises)
}
