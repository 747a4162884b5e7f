import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import {
  ClockId,
  IncidentId,
  instantOf,
  START,
  TicketId,
  uuidv5,
  type Instant,
  type StoredEvent,
  type Uuid,
} from '@deskledger/kernel'
import { incidentExamples, type IncidentCommand } from '@deskledger/practices/incident'
import { serviceLevelClockExamples, type ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import { openMemoryReadStore, type Views } from '@deskledger/read-store'
import { register } from '@deskledger/register'
import { openLedger } from '@deskledger/runtime'
import { group, person } from '../people.spec.kit.ts'

type Command = IncidentCommand | ServiceLevelClockCommand

const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid
const started = Date.parse('2025-03-03T08:00:00.000Z')
const minutes = (n: number): Instant => instantOf(started + n * 60_000)
const { commands } = incidentExamples
const clocks = serviceLevelClockExamples.commands

const word = <A>(codec: { readonly is: (value: unknown) => value is A }, text: string): A => {
  if (!codec.is(text)) throw new Error(`"${text}" is no such word`)
  return text
}

/** A ticket of the desk: whose it is at the end, and all that is asked of it. */
export interface DeskTicket {
  readonly id: string
  readonly caller: string | null
  readonly confidentialTo: readonly string[]
  readonly commands: readonly Command[]
}

const audiences: readonly (readonly string[])[] = [[], [], ['hr'], [], ['network'], ['hr', 'network'], [], ['legal']]
const callers = ['carol', 'dora', null]

const clockOf = (id: string, n: number): readonly Command[] => {
  const said = { clockId: word(ClockId, `${id}.resolve`), by: person('flow') }
  const start = { ...clocks.StartClock, ...said, ticket: word(TicketId, id), at: minutes(n) }
  const stop = { ...clocks.StopClock, ...said, at: minutes(n + 40) }
  return n % 3 === 0 ? [start] : [start, stop]
}

const impacts = [1, 2, 3] as const
const among = <A>(list: readonly A[], n: number): A => {
  const one = list[n % list.length]
  if (one === undefined) throw new Error('There is nothing to choose from.')
  return one
}

const byAda = (id: string, n: number) => (minute: number) => ({
  incidentId: word(IncidentId, id),
  by: person('ada'),
  at: minutes(n * 7 + minute),
})

/** What is asked of a ticket once it is raised. */
const stepsOf = (id: string, n: number): readonly Command[] => {
  const by = byAda(id, n)
  const isTold = n % 2 === 0
  return [
    { ...commands.AddNote, ...by(2), visibility: isTold ? 'public' : 'internal' },
    { ...commands.AssignIncident, ...by(3) },
    { ...commands.StartWork, ...by(4) },
    { ...commands.PutOnHold, ...by(5), reason: isTold ? 'AwaitingCaller' : 'AwaitingVendor' },
    { ...commands.ResumeIncident, ...by(9) },
    { ...commands.OverridePriority, ...by(10) },
    { ...commands.LogTime, ...by(11) },
    { ...commands.ResolveIncident, ...by(20) },
    { ...commands.ReopenIncident, ...by(30) },
    { ...commands.ResolveIncident, ...by(35) },
  ]
}

/** The n-th ticket: some are confidential from the start, some become it, some are no longer. */
const ticket = (n: number): DeskTicket => {
  const id = `INC${String(n).padStart(7, '0')}`
  const by = byAda(id, n)
  const [caller, confidentialTo] = [among(callers, n), among(audiences, n)]
  const groups = confidentialTo.map(group)
  const isLate = n % 5 === 0
  const raise: Command = {
    ...commands.RaiseIncident,
    ...by(0),
    caller: caller === null ? null : person(caller),
    impact: among(impacts, n),
    group: group(`g${n % 4}`),
    confidentialTo: isLate ? [group('legal')] : groups,
  }
  const changed = isLate ? [{ ...commands.ChangeConfidentiality, ...by(1), confidentialTo: groups }] : []
  const steps = [raise, ...changed, ...stepsOf(id, n).slice(0, 1 + (n % 11))]
  return { id, caller, confidentialTo, commands: [...steps, ...clockOf(id, n * 7)] }
}

/** As many tickets of a desk. */
export const tickets = (count: number): readonly DeskTicket[] => Array.from({ length: count }, (_, n) => ticket(n + 1))

/** What ledgers tell that hold these tickets and nothing else. */
export interface Desk {
  readonly views: Views
  readonly events: readonly StoredEvent[]
}

const allOf = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const page = await store.readAll({ after: START, limit: 1_000 })()
  if (E.isLeft(page)) throw new Error(page.left.message)
  return page.right.events
}

/** A ledger in memory of these tickets, projected. */
export const deskOf = async (some: readonly DeskTicket[]): Promise<Desk> => {
  const events = openMemoryEventStore({ clock: () => minutes(0) })
  const ledger = openLedger({ events, views: openMemoryReadStore(), register })
  for (const { id, commands: all } of some)
    for (const [n, command] of all.entries()) {
      const answer = await ledger.ask(command, { commandId: uuidv5(namespace, `${id}/${n}`) })
      if (E.isLeft(answer)) throw new Error(`${command.type} of ${id}: ${JSON.stringify(answer.left)}`)
    }
  const caught = await ledger.catchUp()
  if (E.isLeft(caught)) throw new Error(caught.left.message)
  return { views: ledger.views, events: await allOf(events) }
}
