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

const gone = (known: Followed, event: LaterEvent, promises: Promises | undefined): Following => {
  const { at } = event
  const before = known.standing
  const standing = standingAfter(before, event)
  const labels: Labels = labelsAfter(known.labels, event)
  const followed = { of: 'incident', incidentId: known.incidentId, standing, labels } as const
  const turned = (target: TargetName): Turned => {
    const turn = turnOf({ followed, at, promises }, target)
    const aimed = labelled(known.aims[target], turn, known.labels)
    return stepsOf(event, { before, after: standing }, target).reduce<Turned>(({ aim, commands }, step) => {
      const next = aimAfter(aim, step, turn)
      return { aim: next.aim, commands: [...commands, ...next.commands] }
    }, aimed)
  }
  return together(followed, { respond: turned('respond'), resolve: turned('resolve') })
}

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
  return known && gone(known, event, promises)
}
