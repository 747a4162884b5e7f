import * as E from 'fp-ts/lib/Either.js'
import { setTimeout as pause } from 'node:timers/promises'
import {
  uuidv5,
  type GroupId,
  type IncidentId,
  type Instant,
  type PersonId,
  type Title,
  type Uuid,
} from '@deskledger/kernel'
import { openAt } from '@deskledger/register'

/**
 * What this process asks, until its standard input closes: changes of incidents, one after the other, from a number up
 * to another, with so many milliseconds between. It prints a line for each that was acknowledged.
 */
export type Appending = readonly [events: string, views: string, from: string, upTo: string, between: string]

/** What was acknowledged: stream, last revision and ids of the events. */
export interface Acknowledged {
  readonly stream: string
  readonly revision: number
  readonly eventIds: readonly string[]
}

const [events = '', views = '', from = '0', upTo = '0', between = '0'] = process.argv.slice(2)
const namespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid

const right = <A>(outcome: E.Either<{ readonly type: string }, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/** The n-th command: the same for ever; five for each incident, ten incidents side by side. */
const commandOf = (n: number) => {
  const number = Math.floor(n / 50) * 10 + (n % 10)
  const said = {
    incidentId: `INC${String(number).padStart(7, '0')}` as IncidentId,
    by: 'ada' as PersonId,
    at: `2025-03-01T09:${String(Math.floor(n / 10) % 5).padStart(2, '0')}:00.000Z` as Instant,
  }
  switch (Math.floor(n / 10) % 5) {
    case 0:
      return { type: 'RaiseIncident', ...said, summary: 'Mail is down' as Title, impact: 1, urgency: 2 } as const
    case 1:
      return { type: 'AssignIncident', ...said, group: `g${n % 3}` as GroupId } as const
    case 2:
      return { type: 'StartWork', ...said } as const
    case 3:
      return { type: 'PutOnHold', ...said, reason: 'AwaitingVendor' } as const
    default:
      return { type: 'CancelIncident', ...said, reason: 'enough' } as const
  }
}

const stop = new AbortController()
process.stdin.once('end', () => {
  stop.abort()
})
process.stdin.resume()

const { ledger, close } = right(await openAt({ events, views }, { create: true, projects: false }))
for (let n = Number(from); n < Number(upTo) && !stop.signal.aborted; n++) {
  const answer = right(await ledger.ask(commandOf(n) as never, { commandId: uuidv5(namespace, String(n)) }))
  const eventIds = answer.events.map(({ eventId }) => eventId)
  const acknowledged: Acknowledged = { stream: answer.stream, revision: answer.revision, eventIds }
  console.log(JSON.stringify(acknowledged))
  if (between !== '0') await pause(Number(between))
}
await close()
process.exit()
