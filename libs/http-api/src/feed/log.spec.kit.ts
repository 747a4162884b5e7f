import type { EventStore } from '@deskledger/event-store'
import { START, type StoredEvent } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { Asker, Desk } from '../api.spec.kit.ts'

/** Everything that stands in the log. */
export const logOf = async (events: EventStore): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = []
  for (let after = START; ;) {
    const batch = await events.readAll({ after })()
    if (E.isLeft(batch)) throw new Error(batch.left.message)
    all.push(...batch.right.events)
    after = batch.right.position
    if (batch.right.caughtUp) return all
  }
}

/** The positions of all events, or of those whose streams begin like this. */
export const positionsOf = async ({ opened }: Desk, beginning = ''): Promise<readonly string[]> =>
  (await logOf(opened.events)).filter(({ stream }) => stream.startsWith(beginning)).map(({ position }) => position)

/** Of a log in which numbers were reserved too, which agents are not told of. */
export const ticketsIn = (desk: Desk): Promise<readonly string[]> => positionsOf(desk, 'incident-')

const mail = { summary: 'Mail is down', impact: 1, urgency: 2 }

/** Somebody raises tickets, one after the other; answers their numbers. */
export const raised = async (asker: Asker, count: number, more: object = {}): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const answer = await asker.post('/v1/incidents', { ...mail, ...more })
    if (answer.statusCode !== 201) throw new Error(answer.body)
    ids.push(String(answer.headers['location']).replace('/v1/incidents/', ''))
  }
  return ids
}

/** Somebody asks something of a ticket, and it happens. */
export const happened = async (asker: Asker, path: string, body: object = {}): Promise<void> => {
  const answer = await asker.post(`/v1/incidents/${path}`, body)
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`)
}
