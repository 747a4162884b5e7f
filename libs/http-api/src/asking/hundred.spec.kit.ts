import { randomUUID } from 'node:crypto'
import type { Asker } from '../api.spec.kit.ts'

interface Event {
  readonly eventId: string
  readonly revision: number
  readonly metadata: { readonly commandId: string }
}
interface Answered {
  readonly events: readonly Event[]
}

/** What is asked of the ticket: some of it agrees with what others ask, some contradicts it. */
const askOf = (n: number): readonly [verb: string, body: object] => {
  if (n % 3 === 0) return ['assign', { assignee: `agent-${n}` }]
  if (n % 3 === 1) return ['hold', { reason: n % 2 === 0 ? 'AwaitingVendor' : 'AwaitingProblem' }]
  return ['note', { visibility: 'internal', text: `Note ${n}` }]
}

/**
 * A hundred ask of one new ticket at the same time, and again: each has a clear answer, what was accepted is there once and
 * in the order that the answers say, and a repeat is answered as before.
 */
export const aHundredOfOneTicket = async (asker: Asker): Promise<void> => {
  const raised = await asker.post('/v1/incidents', { summary: 'Mail is down', impact: 1, urgency: 2 })
  const url = String(raised.headers['location'])
  const keys = Array.from({ length: 100 }, () => randomUUID())
  const askAll = () =>
    Promise.all(
      keys.map((key, n) => {
        const [verb, body] = askOf(n)
        return asker.post(`${url}/${verb}`, body, { 'idempotency-key': key })
      }),
    )
  const answers = await askAll()
  expect([...new Set(answers.map(({ statusCode }) => statusCode))].sort()).toEqual([200, 409])
  const accepted = answers
    .map((answer, n) => ({ answer, n, events: answer.statusCode === 200 ? answer.json<Answered>().events : [] }))
    .filter(({ events }) => events.length > 0)
  const told = accepted.flatMap(({ n, events }) => events.map((event) => ({ ...event, key: keys[n] })))
  const { events } = (await asker.get(`${url}/events`)).json<Answered>()
  expect(events.slice(1).map(({ eventId, metadata }) => [eventId, metadata.commandId])).toEqual(
    told.sort((one, other) => one.revision - other.revision).map(({ eventId, key }) => [eventId, key]),
  )
  const again = await askAll()
  for (const { answer, n } of accepted) expect(again[n]?.json()).toEqual({ ...answer.json<object>(), repeated: true })
}
