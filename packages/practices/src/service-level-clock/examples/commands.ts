import type { ServiceLevelClockCommand } from '../commands.ts'
import {
  body,
  count,
  desk,
  gold,
  instant,
  labels,
  pauseReasons,
  said,
  saidAt,
  ticket,
  timer,
  title,
  urgent,
} from './said.ts'

type Examples = {
  readonly [Type in ServiceLevelClockCommand['type']]: Extract<ServiceLevelClockCommand, { type: Type }>
}

/** One good value of each command, as they could follow one another. */
export const commandExamples: Examples = {
  StartClock: {
    type: 'StartClock',
    ...said,
    ticket,
    kind: 'incident',
    target: 'resolve',
    terms: gold,
    pauseReasons,
    labels,
  },
  PauseClock: { type: 'PauseClock', ...saidAt('09:00'), reason: title('AwaitingCaller') },
  ResumeClock: { type: 'ResumeClock', ...saidAt('11:00') },
  RetargetClock: {
    type: 'RetargetClock',
    ...saidAt('12:00'),
    policy: 'recompute-from-origin',
    terms: urgent,
    priority: 2,
    why: body('Priority raised from 3 to 2.'),
  },
  WarnClock: { type: 'WarnClock', ...saidAt('12:00'), by: timer, percent: count(50) },
  BreachClock: { type: 'BreachClock', ...saidAt('14:00'), by: timer },
  EscalateClock: { type: 'EscalateClock', ...saidAt('13:12'), by: timer, percent: count(80) },
  StopClock: { type: 'StopClock', ...saidAt('15:00'), why: title('Resolved') },
  RestartClock: {
    type: 'RestartClock',
    ...said,
    at: instant('2025-03-05T08:00:00.000Z'),
    why: title('Reopened'),
  },
  CancelClock: {
    type: 'CancelClock',
    ...said,
    at: instant('2025-03-05T09:00:00.000Z'),
    reason: body('Merged into INC0000007.'),
  },
  NoteExternalVerdict: {
    type: 'NoteExternalVerdict',
    ...saidAt('15:00'),
    source: title('ServiceNow'),
    verdict: 'missed',
  },
  RelabelClock: { type: 'RelabelClock', ...saidAt('11:15'), team: desk },
}
