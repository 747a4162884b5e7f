import type { Body, ClockId, IncidentId, Instant, PersonId, TicketId, Title } from '@deskledger/kernel'
import {
  clockIdOf,
  type Labels,
  type RelabelClock,
  type ServiceLevelClockCommand,
  type StartClock,
} from '@deskledger/practices/service-level-clock'
import type { Step, TargetName } from './memory.ts'
import type { Promised } from './promised.ts'

/** Who asks clocks on behalf of incidents. */
const clockPerson = 'service-level-flow' as PersonId

/** Which clock of which incident is asked. */
export interface Clock {
  readonly incidentId: IncidentId
  readonly target: TargetName
}

const ticketOf = ({ incidentId }: Clock): TicketId => incidentId as string as TicketId

/** The name of a clock. */
export const clockIdIn = (clock: Clock): ClockId => clockIdOf(ticketOf(clock), clock.target) as ClockId

const said = (clock: Clock, at: Instant) => ({
  clockId: clockIdIn(clock),
  by: clockPerson,
  at,
})

const pinned = ({ terms, pauseReasons }: Promised) => ({ terms, pauseReasons })

export const starting = (
  clock: Clock,
  { at, labels, promised }: { readonly at: Instant; readonly labels: Labels; readonly promised: Promised },
): StartClock => ({
  type: 'StartClock',
  ...said(clock, at),
  ticket: ticketOf(clock),
  kind: 'incident',
  target: clock.target,
  ...pinned(promised),
  labels,
})

/** Under what is promised now; where that is nothing any more, under what was. */
export const restarting = (
  clock: Clock,
  { at, labels, promised }: { readonly at: Instant; readonly labels: Labels; readonly promised: Promised | undefined },
): ServiceLevelClockCommand => ({
  type: 'RestartClock',
  ...said(clock, at),
  why: 'Reopened' as Title,
  labels,
  ...(promised === undefined ? {} : pinned(promised)),
})

/** Tells a clock that there is. */
export const telling = (
  clock: Clock,
  step: Exclude<Step, { readonly do: 'begin' | 'begin again' }>,
): ServiceLevelClockCommand => {
  const own = said(clock, step.at)
  switch (step.do) {
    case 'wait':
      return { type: 'PauseClock', ...own, reason: step.reason }
    case 'go on':
      return { type: 'ResumeClock', ...own }
    case 'stop':
      return { type: 'StopClock', ...own, why: step.why }
    case 'cancel':
      return { type: 'CancelClock', ...own, reason: step.why as string as Body }
    case 'judge': {
      const verdict = step.made ? 'made' : 'missed'
      return { type: 'NoteExternalVerdict', ...own, source: step.source, verdict }
    }
  }
}

/** An incident's labels before and after an event. */
export interface Relabelled {
  readonly before: Labels
  readonly after: Labels
}

/** What an agreement may go by. */
const criteria = ['priority', 'service', 'customer'] as const
const names = [...criteria, 'team'] as const

const changed = <Name extends keyof Labels>(all: readonly Name[], { before, after }: Relabelled): readonly Name[] =>
  all.filter((name) => before[name] !== after[name])

/** Whether another promise may hold under the new labels. */
export const concernsPromises = (labels: Relabelled): boolean => changed(criteria, labels).length > 0

const shown = (value: string | number | null): string => (value === null ? 'none' : String(value))

const whyOf = (labels: Relabelled): Body =>
  changed(criteria, labels)
    .map((name) => `${name} ${shown(labels.before[name])} → ${shown(labels.after[name])}`)
    .join(', ') as Body

export const retargeting = (
  clock: Clock,
  { at, labels, promised }: { readonly at: Instant; readonly labels: Relabelled; readonly promised: Promised },
): ServiceLevelClockCommand => {
  const { policy, terms } = promised
  const { priority } = labels.after
  return { type: 'RetargetClock', ...said(clock, at), policy, terms, priority, why: whyOf(labels) }
}

type Saying = Pick<RelabelClock, 'service' | 'team' | 'priority' | 'customer'>

/** Says whose figures they are now; nothing where what is said already is all. */
export const relabelling = (
  clock: Clock,
  {
    at,
    labels,
    already,
  }: { readonly at: Instant; readonly labels: Relabelled; readonly already: readonly (keyof Labels)[] },
): readonly ServiceLevelClockCommand[] => {
  const saying = changed(names, labels).filter((name) => !already.includes(name))
  const to: Saying = Object.fromEntries(saying.map((name) => [name, labels.after[name]]))
  return saying.length === 0 ? [] : [{ type: 'RelabelClock', ...said(clock, at), ...to }]
}
