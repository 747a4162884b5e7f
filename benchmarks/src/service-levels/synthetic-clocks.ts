import type {
  AgreementId,
  CalendarId,
  ClockId,
  Count,
  GroupId,
  PersonId,
  ReferenceId,
  StoredEvent,
  TicketId,
} from '@deskledger/kernel'
import {
  clockIdOf,
  serviceLevelClockDecider,
  serviceLevelClockExamples,
  serviceLevelStatus,
  type Goal,
  type Labels,
  type ServiceLevelClockEvent,
  type ServiceLevelStatus,
  type StartClock,
  type Terms,
} from '@deskledger/practices/service-level-clock'
import { instantOf } from '@deskledger/kernel'
import { orThrow } from '../or-throw.ts'
import { incidentIdOf, storedEvent } from '../synthetic-tickets.ts'
import { usualHours } from './usual-hours.ts'

const START_OF_2025 = 1_735_689_600
const YEAR = 365 * 86_400
const HOUR = 3600

const TEAMS = 60
const SERVICES = 200

/** A number from 0 to below 1 that belongs to a clock, whatever was asked before. */
const shareOf = (clock: number, salt: number): number =>
  ((clock * 2_654_435_761 + salt * 40_503) % 4_294_967_296) / 4_294_967_296

export const teamOf = (clock: number): GroupId => `Group ${clock % TEAMS}` as GroupId
export const serviceOf = (clock: number): ReferenceId =>
  `service-${Math.floor(clock / TEAMS) % SERVICES}` as ReferenceId

const labelsOf = (clock: number): Labels => ({
  service: serviceOf(clock),
  team: teamOf(clock),
  priority: ((clock % 5) + 1) as Labels['priority'],
  customer: null,
})

const hours = (count: number): Goal => ({ seconds: (count * HOUR) as Count })

/** Terms of goals from 1 to 40 working hours, under one version of an agreement and a calendar; two warnings, three escalations. */
const termsOf: readonly Terms[] = Array.from({ length: 40 }, (_, n) => ({
  ...serviceLevelClockExamples.commands.StartClock.terms,
  agreement: { id: 'desk' as AgreementId, version: 1 as Count },
  calendar: { id: 'berlin-office' as CalendarId, version: 1 as Count, definition: usualHours },
  goal: hours(n + 1),
}))

const termsFor = (clock: number): Terms =>
  termsOf[clock % termsOf.length] ?? serviceLevelClockExamples.commands.StartClock.terms

export const clockIdAt = (clock: number): ClockId => clockIdOf(incidentIdOf(clock) as TicketId, 'resolve') as ClockId

/** The command that starts a clock, at some second of 2025. */
export const startOf = (clock: number): StartClock => ({
  ...serviceLevelClockExamples.commands.StartClock,
  clockId: clockIdAt(clock),
  ticket: incidentIdOf(clock) as TicketId,
  by: 'service-level-flow' as PersonId,
  at: instantOf((START_OF_2025 + Math.floor(shareOf(clock, 1) * YEAR)) * 1000),
  terms: termsFor(clock),
  labels: labelsOf(clock),
})

const storedStart = (clock: number): StoredEvent<ServiceLevelClockEvent> => {
  const [data] = orThrow(serviceLevelClockDecider.decide(startOf(clock), serviceLevelClockDecider.initial))
  if (data === undefined) throw new Error('A clock that is started for the first time starts.')
  return storedEvent(data, { stream: `service-level-clock-${clockIdAt(clock)}`, revision: 0, place: clock + 1 })
}

/** A running clock that nobody stored, as the read model has it: decided by the rules, folded by the read model itself. */
export const statusOf = (clock: number): ServiceLevelStatus => {
  const status = serviceLevelStatus.apply(undefined, storedStart(clock), clockIdAt(clock))
  if (status === undefined) throw new Error('A clock that has started has a status.')
  return status
}
