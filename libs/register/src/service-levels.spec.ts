import * as E from 'fp-ts/lib/Either.js'
import type { ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'
import { explainClock } from '@deskledger/reports'
import {
  agreement,
  edited,
  openDesk,
  orThrow,
  removeDesks,
  type Desk,
  type Written,
} from './service-levels.spec.kit.ts'

afterAll(removeDesks)

const said = (at: string) => ({ incidentId: 'INC0000001', by: 'ada', at })
const raised = (at: string): Written => ({
  type: 'RaiseIncident',
  ...said(at),
  summary: 'Mail is down',
  impact: 1,
  urgency: 2,
  group: 'desk',
})
const resolved = (at: string): Written => ({ type: 'ResolveIncident', ...said(at), code: 'Fixed', text: 'Done.' })
const reopened = (at: string): Written => ({ type: 'ReopenIncident', ...said(at) })
const urgency = (level: number, at: string): Written => ({ type: 'ChangePriority', ...said(at), urgency: level })

const toldBy = (event: ServiceLevelClockEvent): string | undefined => {
  if (event.type === 'ClockWarned') return `warned at ${event.percent} %: ${event.warnedAt}`
  if (event.type === 'ClockEscalated') return `escalated at ${event.percent} %: ${event.escalatedAt}`
  return event.type === 'ClockBreached' ? `breached: ${event.breachedAt}` : undefined
}

/** The account of each cycle of a clock, which must add up to what is recorded. */
const accounts = async (desk: Desk, clockId: string) => {
  const events = await desk.clock(clockId)
  const cycles = events.filter(({ data }) => data.type === 'ClockStarted' || data.type === 'ClockRestarted').length
  return Array.from({ length: cycles }, (_, index) => {
    const account = explainClock(events, { cycle: index + 1 })
    if (E.isLeft(account)) throw new Error(account.left.message)
    return account.right
  })
}

const HOUR = 3600

describe('an incident under an agreement', () => {
  it('runs its clocks: on hold over a weekend, raised and lowered, reopened three times', async () => {
    const desk = await openDesk()
    await desk.ask(...agreement, raised('2025-03-28T09:00:00.000Z'))
    await desk.ask({ type: 'AcceptIncident', ...said('2025-03-28T09:20:00.000Z') })
    // From Friday 16:00 in Berlin, after 6 hours, until Monday 10:00: summer time by then.
    await desk.ask(
      { type: 'PutOnHold', ...said('2025-03-28T15:00:00.000Z'), reason: 'AwaitingCaller', comment: 'Which one?' },
      { type: 'ResumeIncident', ...said('2025-03-31T08:00:00.000Z') },
      urgency(1, '2025-03-31T08:30:00.000Z'),
      urgency(2, '2025-03-31T09:00:00.000Z'),
      resolved('2025-03-31T09:30:00.000Z'),
      reopened('2025-03-31T11:00:00.000Z'),
      resolved('2025-03-31T12:00:00.000Z'),
      reopened('2025-04-01T07:00:00.000Z'),
      resolved('2025-04-01T08:00:00.000Z'),
      reopened('2025-04-01T09:00:00.000Z'),
    )
    await desk.passes('2025-04-02T12:00:00.000Z')
    await desk.ask(resolved('2025-04-02T13:00:00.000Z'))
    const [first, ...others] = await accounts(desk, 'INC0000001.resolve')
    expect(first).toMatchObject({ dueAt: '2025-03-31T10:00:00.000Z', elapsedSeconds: 7.5 * HOUR, verdict: 'met' })
    expect(first?.superseded.map(({ goal }) => [goal.targetSeconds, goal.dueAt, goal.breachedAt])).toEqual([
      [8 * HOUR, '2025-03-31T10:00:00.000Z', null],
      [4 * HOUR, '2025-03-28T13:00:00.000Z', '2025-03-28T13:00:00.000Z'],
    ])
    expect(others.map(({ verdict, elapsedSeconds, dueAt }) => [verdict, elapsedSeconds, dueAt])).toEqual([
      ['met', HOUR, '2025-04-01T11:00:00.000Z'],
      ['met', HOUR, '2025-04-01T15:00:00.000Z'],
      ['missed', 12 * HOUR, '2025-04-02T09:00:00.000Z'],
    ])
    for (const { elapsedSeconds, recordedSeconds } of [first, ...others].flatMap((one) => one ?? []))
      expect(elapsedSeconds).toBe(recordedSeconds)
    const [respond] = await accounts(desk, 'INC0000001.respond')
    expect(respond).toMatchObject({ elapsedSeconds: 1200, verdict: 'met' })
    expect(desk.refused).toEqual([])
    await desk.close()
  })
  it('is warned of, breached and escalated by itself, each once and at its own instant', async () => {
    const desk = await openDesk()
    await desk.ask(...agreement, raised('2025-03-27T08:00:00.000Z'))
    await desk.passes('2025-03-31T12:00:00.000Z')
    await desk.passes('2025-03-31T13:00:00.000Z')
    const told = (await desk.clock('INC0000001.resolve')).map(({ data }) => toldBy(data))
    expect(told.flatMap((one) => one ?? [])).toEqual([
      'warned at 50 %: 2025-03-27T12:00:00.000Z',
      'warned at 80 %: 2025-03-27T14:24:00.000Z',
      'escalated at 90 %: 2025-03-27T15:12:00.000Z',
      'breached: 2025-03-27T16:00:00.000Z',
      'escalated at 100 %: 2025-03-27T16:00:00.000Z',
    ])
    const done = (await desk.incident('INC0000001')).map(({ type, data }) => [type, (data as { at: string }).at])
    expect(done.slice(1)).toEqual([
      ['EscalatedFunctionally', '2025-03-27T15:12:00.000Z'],
      ['IncidentAssigned', '2025-03-27T15:12:00.000Z'],
      ['WatcherAdded', '2025-03-27T15:12:00.000Z'],
      ['EscalatedHierarchically', '2025-03-27T16:00:00.000Z'],
    ])
    await desk.close()
  })
  it('keeps what has ended as it was, whatever is edited afterwards, and read models built anew say the same', async () => {
    const desk = await openDesk()
    await desk.ask(...agreement, raised('2025-03-27T08:00:00.000Z'), resolved('2025-03-27T10:00:00.000Z'))
    const before = await desk.clock('INC0000001.resolve')
    await desk.ask(...edited)
    expect(await desk.clock('INC0000001.resolve')).toEqual(before)
    const rows = async () => orThrow(await desk.ledger.find('service-level-status')).found
    const shown = await rows()
    const rebuilt = orThrow(await desk.ledger.rebuild(['service-level-status'], { replace: true }))
    expect(rebuilt.map(({ readModel }) => readModel)).toEqual(['service-level-status'])
    expect(await rows()).toEqual(shown)
    const scratch = orThrow(await desk.scratch())
    expect(await desk.ledger.verify(scratch.views)).toMatchObject({ right: { ok: true } })
    await scratch.dispose()
    // What is raised from here on goes by what is written now.
    await desk.ask({ ...raised('2025-04-01T08:00:00.000Z'), incidentId: 'INC0000002' })
    const [started] = await desk.clock('INC0000002.resolve')
    expect(started?.data).toMatchObject({
      targetSeconds: HOUR,
      dueAt: '2025-04-01T09:00:00.000Z',
      terms: { agreement: { version: 2 }, calendar: { version: 2 } },
    })
    await desk.close()
  })
})

describe('an incident that was resolved', () => {
  it('is closed 5 days later, at that instant, however late that is found out', async () => {
    const desk = await openDesk()
    await desk.ask(raised('2025-03-27T08:00:00.000Z'), resolved('2025-03-27T10:00:00.000Z'))
    await desk.passes('2025-04-01T09:59:59.999Z')
    expect((await desk.incident('INC0000001')).at(-1)?.type).not.toBe('IncidentClosed')
    await desk.passes('2025-04-03T00:00:00.000Z')
    expect((await desk.incident('INC0000001')).at(-1)).toMatchObject({
      type: 'IncidentClosed',
      data: { by: 'incident-closing-timer', at: '2025-04-01T10:00:00.000Z' },
    })
    await desk.close()
  })
  it('is closed after as many days as are said, or never', async () => {
    for (const [closeAfterDays, closed] of [
      [1, true],
      [0, false],
    ] as const) {
      const desk = await openDesk({ closeAfterDays })
      await desk.ask(raised('2025-03-27T08:00:00.000Z'), resolved('2025-03-27T10:00:00.000Z'))
      await desk.passes('2025-03-28T10:00:00.000Z')
      expect((await desk.incident('INC0000001')).some(({ type }) => type === 'IncidentClosed')).toBe(closed)
      await desk.close()
    }
  })
  it('is not closed before it was reviewed, if it was a major one', async () => {
    const desk = await openDesk()
    await desk.ask(
      raised('2025-03-27T08:00:00.000Z'),
      { type: 'ProposeMajor', ...said('2025-03-27T08:10:00.000Z'), reason: 'Everybody.' },
      { type: 'AcceptMajor', ...said('2025-03-27T08:20:00.000Z'), manager: 'eve' },
      resolved('2025-03-27T10:00:00.000Z'),
      { type: 'StandDownMajor', ...said('2025-03-27T11:00:00.000Z') },
    )
    await desk.passes('2025-04-10T00:00:00.000Z')
    expect((await desk.incident('INC0000001')).at(-1)?.type).toBe('MajorIncidentStoodDown')
    await desk.ask({ type: 'RecordPostIncidentReview', ...said('2025-04-11T00:00:00.000Z'), findings: 'A fuse.' })
    expect((await desk.incident('INC0000001')).at(-1)?.data).toMatchObject({ at: '2025-04-01T10:00:00.000Z' })
    expect(desk.refused).toEqual([])
    await desk.close()
  })
})
