import { incidentDecider, type Incident, type IncidentEvent } from '@deskledger/practices/incident'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Answer, Sink } from './sink.ts'

/** More than are ever under way; the rows of one incident follow each other. */
const MOST_REMEMBERED = 1000

/** Decides rows as an empty ledger would, and stores nothing. */
export const wouldStore = (): Sink => {
  const states = new Map<string, Incident>()
  return (asks) => () => {
    const answers: Answer[] = []
    for (const { command } of asks) {
      const state = states.get(command.incidentId) ?? incidentDecider.initial
      const decided = incidentDecider.decide(command, state)
      if (E.isLeft(decided)) {
        const message = `Row ${command.row} of ${command.incidentId} is refused: ${decided.left.type}.`
        return TE.left({ type: decided.left.type, message })()
      }
      const events: readonly IncidentEvent[] = decided.right
      states.delete(command.incidentId)
      states.set(command.incidentId, events.reduce(incidentDecider.evolve, state))
      answers.push({ repeated: false, events: events.map((event) => ({ type: event.type, data: event })) })
    }
    for (const key of states.keys()) {
      if (states.size <= MOST_REMEMBERED) break
      states.delete(key)
    }
    return TE.right(answers)()
  }
}
