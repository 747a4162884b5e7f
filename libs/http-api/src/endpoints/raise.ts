import { nouns } from '@deskledger/nouns'
import { incidentNumbers } from '@deskledger/register'
import type { ApiLedger } from '../api-ledger.ts'
import { commandIdIn } from '../asking/preconditions.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { isObject } from '../http/json.ts'
import { malformed } from '../http/problem.ts'
import { take } from '../looking/fresh.ts'
import { askOne, signing } from './commands.ts'
import { exampleOf } from './examples.ts'
import { askingParameters, commandHeaders, errors, json, refer } from './saying.ts'

const type = 'RaiseIncident'
const { incident } = nouns
const without = ['type', incident.idField, 'by', 'at']

/** `POST /v1/incidents`: raises one under the next number, the same number for the same Idempotency-Key. */
export const raiseEndpoint = (ledger: ApiLedger): Endpoint => {
  const numberFor = incidentNumbers(ledger.ledger)
  const codec = incident.commands[type]
  if (codec === undefined) throw new Error(`${type} is no command.`)
  return {
    query: {},
    commands: () => [type],
    run: async (asked) => {
      if (!isObject(asked.body)) throw malformed([{ pointer: '', message: 'must be an object' }])
      if (Object.hasOwn(asked.body, 'type'))
        throw malformed([{ pointer: '/type', message: 'is said by the path: leave it out' }])
      const given = asked.body[incident.idField]
      const id = typeof given === 'string' ? given : take(await numberFor(commandIdIn(asked.header)))
      const body = { ...asked.body, type, [incident.idField]: given ?? id }
      return askOne(ledger, asked, { body, location: `/v1/incidents/${encodeURIComponent(id)}` })
    },
    operation: {
      id: 'raiseNextIncident',
      method: 'post',
      path: '/v1/incidents',
      summary: 'Raise an incident; it gets the next number.',
      description: 'Asks `RaiseIncident`. With an Idempotency-Key a repeat is the same incident.',
      tags: [incident.plural],
      scope: incident.name,
      parameters: askingParameters,
      body: {
        mediaType: 'application/json',
        says: {
          codec,
          without: ['type', ...signing.without],
          optional: [incident.idField, ...signing.optional],
          suffix: 'New',
        },
        examples: { [type]: { value: exampleOf(incident, type, { without }) } },
      },
      answers: {
        201: json(refer('CommandAnswer'), 'It was raised.', {
          ...commandHeaders,
          Location: { description: 'Where it is.', says: { schema: { type: 'string' } } },
        }),
        200: json(refer('CommandAnswer'), 'It was raised before, by this Idempotency-Key.', commandHeaders),
        ...errors(400, 404, 409, 412, 415, 422),
      },
    },
  }
}
