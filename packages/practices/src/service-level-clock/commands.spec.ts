import { specify } from '@deskledger/testing'
import type { ServiceLevelClockCommand } from './commands.ts'
import { serviceLevelClockDecider } from './decide.ts'
import type { ServiceLevelClockEvent } from './events.ts'
import { serviceLevelClockExamples } from './examples.ts'
import { escalations, labels, saidAt, title } from './examples/said.ts'

const { given } = specify(serviceLevelClockDecider)
const { commands, events } = serviceLevelClockExamples
const { ClockStarted: started, ClockPaused: paused, ClockResumed: resumed, ClockRelabelled: relabelled } = events
const { ClockNotPaused: notPaused, ClockRetargeted: retargeted, ClockWarned: warned, ClockBreached: breached } = events
const { ClockEscalated: escalated, ClockStopped: stopped, ClockRestarted: restarted } = events

/** The examples one after the other, up to a step. */
const untilRelabelled = [started, paused, resumed]
const untilRetargeted = [...untilRelabelled, relabelled, notPaused]
const untilBreached = [...untilRetargeted, retargeted, warned, escalated]
const untilStopped = [...untilBreached, breached]
const untilRestarted = [...untilStopped, stopped]

type Row = readonly [
  ServiceLevelClockCommand['type'],
  readonly ServiceLevelClockEvent[],
  readonly ServiceLevelClockEvent[],
]

/** What each command does: the history, the command by its type, what happens. */
const does: readonly Row[] = [
  ['PauseClock', [started], [paused]],
  ['ResumeClock', [started, paused], [resumed]],
  ['RelabelClock', untilRelabelled, [relabelled]],
  ['RetargetClock', untilRetargeted, [retargeted]],
  ['WarnClock', [...untilRetargeted, retargeted], [warned]],
  ['EscalateClock', [...untilRetargeted, retargeted, warned], [escalated]],
  ['BreachClock', untilBreached, [breached]],
  ['StopClock', untilStopped, [stopped]],
  ['NoteExternalVerdict', untilRestarted, [events.ExternalVerdictNoted]],
  ['RestartClock', untilRestarted, [restarted]],
  ['CancelClock', [...untilRestarted, restarted], [events.ClockCancelled]],
]

describe('a command', () => {
  it('starts a clock with everything pinned that follows from its terms', () => {
    given().when(commands.StartClock).then(started)
  })
  it.each(does)('%s does what it says', (type, history, outcome) => {
    given(...history)
      .when(commands[type])
      .then(...outcome)
  })
  it.each(does)('%s again adds nothing', (type, history, outcome) => {
    given(...history, ...outcome)
      .when(commands[type])
      .thenNothing()
  })
  it('is specified for every type', () => {
    const specified = new Set<string>([...does.map(([type]) => type), 'StartClock'])
    expect(Object.keys(commands).filter((type) => !specified.has(type))).toStrictEqual([])
  })
})

describe('a wait', () => {
  const wait = { ...commands.PauseClock, ...saidAt('11:30'), reason: title('AwaitingChange') }
  it('that does not pause is kept, and the clock goes on', () => {
    given(...untilRelabelled)
      .when(wait)
      .then(notPaused)
  })
  it('that does not pause ends a pause', () => {
    given(started, paused)
      .when(wait)
      .then(
        {
          ...resumed,
          ...saidAt('11:30'),
          effectiveAt: wait.at,
          dueAt: '2025-03-04T10:30:00.000Z' as typeof wait.at,
          warnAt: [
            { ...resumed.warnAt[0], at: '2025-03-03T14:30:00.000Z' },
            { ...resumed.warnAt[1], at: '2025-03-04T08:30:00.000Z' },
          ] as unknown as typeof resumed.warnAt,
          escalateAt: escalations('2025-03-04T08:54:00.000Z', '2025-03-04T10:30:00.000Z', '2025-03-04T14:30:00.000Z'),
        },
        { ...notPaused, elapsedSeconds: paused.elapsedSeconds },
      )
  })
  it('for something else that pauses goes on with the pause', () => {
    given(started, paused)
      .when({ ...commands.PauseClock, ...saidAt('10:00'), reason: title('AwaitingVendor') })
      .then({ ...paused, ...saidAt('10:00'), reason: title('AwaitingVendor'), effectiveAt: saidAt('10:00').at })
  })
  it('is over when it is resumed, paused or not', () => {
    given(...untilRelabelled, notPaused)
      .when({ ...commands.ResumeClock, ...saidAt('11:30') })
      .then({
        ...resumed,
        ...saidAt('11:30'),
        reason: notPaused.reason,
        effectiveAt: saidAt('11:30').at,
        elapsedSeconds: notPaused.elapsedSeconds,
      })
  })
  it('that is not there cannot be over: nothing happens', () => {
    given(started).when(commands.ResumeClock).thenNothing()
  })
})

describe('labels', () => {
  it('left out stay as they are', () => {
    given(started)
      .when({ type: 'RelabelClock', ...saidAt('11:15'), service: null })
      .then({ ...relabelled, to: { ...labels, service: null } })
  })
})
