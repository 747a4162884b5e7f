import { instantOf, millisOf, type Instant, type StoredEvent } from '@deskledger/kernel'
import { judgeViews, logOf, lookedAt } from './judging.spec.kit.ts'
import { projectorsKilled } from './killing.spec.kit.ts'
import { startRaising, until } from './projectors.spec.kit.ts'
import type { Raised } from './raising.spec.child.ts'
import type { StoresKind } from './stores.spec.kit.ts'

/** Milliseconds between two incidents: what follows from them must be taken up by one projector in the end. */
const BETWEEN: Readonly<Record<StoresKind, number>> = { files: 200, servers: 1000 }

type Data = Readonly<Record<string, unknown>>

const byStream = (log: readonly StoredEvent[]): ReadonlyMap<string, readonly Data[]> => {
  const streams = new Map<string, Data[]>()
  for (const { stream, data } of log) {
    const list = streams.get(stream) ?? []
    list.push(data as Data)
    streams.set(stream, list)
  }
  return streams
}

const secondsBetween = (from: string, to: string): number =>
  (millisOf(to as Instant) - millisOf(from as Instant)) / 1000
const after = (from: string, seconds: number): string => instantOf(millisOf(from as Instant) + seconds * 1000)

/** When a share of the goal is used up, in percent: all hours count, but for those on hold. */
const usedUp = ({ goal, raised, held, resumed }: Raised, percent: number): string => {
  const seconds = (goal * percent) / 100
  if (held === null || resumed === null || seconds <= secondsBetween(raised, held)) return after(raised, seconds)
  return after(raised, seconds + secondsBetween(held, resumed))
}

/** What was made known of a clock: what, at which share of the goal, and the instant it was so. */
const tellings = (clock: readonly Data[]): readonly string[] =>
  clock.flatMap(({ type, percent, warnedAt, breachedAt, escalatedAt }) => {
    if (type === 'ClockWarned') return [`warned ${String(percent)} ${String(warnedAt)}`]
    if (type === 'ClockBreached') return [`breached ${String(breachedAt)}`]
    return type === 'ClockEscalated' ? [`escalated ${String(percent)} ${String(escalatedAt)}`] : []
  })

const tellingsOf = (one: Raised): readonly string[] => [
  `warned 50 ${usedUp(one, 50)}`,
  `breached ${usedUp(one, 100)}`,
  `escalated 100 ${usedUp(one, 100)}`,
  `escalated 150 ${usedUp(one, 150)}`,
]

/** What was done to an incident because of its clock, and when. */
const escalations = (incident: readonly Data[]): readonly string[] =>
  incident.flatMap(({ type, at }) =>
    type === 'EscalatedHierarchically' || type === 'EscalatedFunctionally' ? [`${type} ${String(at)}`] : [],
  )

const escalationsOf = (one: Raised): readonly string[] => [
  `EscalatedHierarchically ${usedUp(one, 100)}`,
  `EscalatedFunctionally ${usedUp(one, 150)}`,
]

const counted = (clock: readonly Data[], type: string): number => clock.filter((one) => one['type'] === type).length

interface Streams {
  readonly clock: readonly Data[]
  readonly incident: readonly Data[]
}

const streamsOf = (streams: ReadonlyMap<string, readonly Data[]>, { id }: Raised): Streams => ({
  clock: streams.get(`service-level-clock-${id}.resolve`) ?? [],
  incident: streams.get(`incident-${id}`) ?? [],
})

/** All that must follow from an incident is there. */
const isOver = (one: Raised, { clock, incident }: Streams): boolean =>
  one.resolved === null
    ? escalationsOf(one).every((wanted) => escalations(incident).includes(wanted))
    : counted(clock, 'ClockStopped') > 0

/** Nothing is made known twice of one instant; what was made known before somebody heard of a step is of another instant. */
const judged = (one: Raised, { clock, incident }: Streams): void => {
  expect(counted(clock, 'ClockStarted')).toBe(1)
  expect(clock[0]).toMatchObject({ type: 'ClockStarted', at: one.raised, targetSeconds: one.goal })
  const told = tellings(clock)
  expect(told).toEqual([...new Set(told)])
  if (one.resolved !== null) {
    const elapsed = secondsBetween(one.raised, one.resolved)
    const verdict = elapsed > one.goal ? 'missed' : 'met'
    expect(clock.filter(({ type }) => type === 'ClockStopped')).toMatchObject([{ verdict, elapsedSeconds: elapsed }])
    if (verdict === 'missed') expect(told).toContain(`breached ${usedUp(one, 100)}`)
    return
  }
  expect([counted(clock, 'ClockPaused'), counted(clock, 'ClockResumed')]).toEqual(one.held === null ? [0, 0] : [1, 1])
  const done = escalations(incident)
  expect(done).toEqual([...new Set(done)])
  if (one.held === null) expect({ told, done }).toEqual({ told: tellingsOf(one), done: escalationsOf(one) })
  else expect(told).toEqual(expect.arrayContaining([...tellingsOf(one)]))
}

projectorsKilled({
  state: 'clocks whose projectors are killed at any moment, on %s',
  rule: (kills) => `make each warning, breach and escalation known once, at its instant, after ${kills} deaths`,
  kills: { files: 12, servers: 4 },
  meanwhile: (shop, place, kind) => startRaising(shop, place, BETWEEN[kind]),
  brought: async (last, place, raised) => {
    await until(async () => {
      const streams = byStream(await logOf(place))
      return raised.every((one) => isOver(one, streamsOf(streams, one)))
    })
    await until(async () => (await last.status()).readModels.every(({ lag }) => lag === 0))
  },
  judge: async (place, raised) => {
    const seen = await lookedAt(place)
    const streams = byStream(seen.log)
    for (const one of raised) judged(one, streamsOf(streams, one))
    expect([...streams.keys()].filter((name) => name.startsWith('service-level-clock-'))).toHaveLength(raised.length)
    judgeViews(seen)
  },
})
