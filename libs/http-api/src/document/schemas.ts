import { AgreementFile } from '@deskledger/practices/agreement'
import { CalendarFile } from '@deskledger/practices/business-calendar'
import type { Described, JsonSchema } from '@deskledger/openapi'
import { allCommands } from '../asking/commands-here.ts'
import { signing } from '../endpoints/commands.ts'
import { answeredEvent, commandAnswer } from '../endpoints/saying.ts'

const text = (description: string): JsonSchema => ({ type: 'string', description })
const instant = (description: string): JsonSchema => ({ type: 'string', format: 'date-time', description })
const uuid: JsonSchema = { type: 'string', format: 'uuid' }
const object = (properties: Readonly<Record<string, JsonSchema>>, more: Partial<JsonSchema> = {}): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
  ...more,
})
const revision: JsonSchema = { type: 'integer', minimum: 0, description: 'Its place in the stream, from 0.' }

const entry = object({
  revision,
  eventId: uuid,
  type: text('What happened.'),
  at: instant('When it happened.'),
  recordedAt: instant('When the ledger took it.'),
  by: text('Who did it.'),
  words: text('The same in a sentence.'),
})

const storedEvent = object({
  stream: text('Such as incident-INC0000042.'),
  revision,
  position: text('Its place in the whole log; sorts as text.'),
  eventId: uuid,
  type: text('What happened.'),
  data: {
    type: 'object',
    description: 'Who, when and what; its shape is told by the type, see the reference of events.',
  },
  metadata: {
    type: 'object',
    description: 'The command that it came from, what it belongs to, and the version of its form.',
  },
  recordedAt: instant('When the ledger took it.'),
})

/** What several operations speak of. */
export const sharedSchemas: Readonly<Record<string, Described>> = {
  AnsweredEvent: { schema: answeredEvent },
  CommandAnswer: { schema: commandAnswer },
  AnyCommand: { messages: allCommands, name: 'Command', without: ['by'], optional: signing.optional, suffix: '' },
  AgreementFile: { codec: AgreementFile },
  CalendarFile: { codec: CalendarFile },
  HistoryEntry: { schema: entry },
  History: {
    schema: {
      type: 'object',
      required: ['entries'],
      properties: { entries: { type: 'array', items: { $ref: '#/components/schemas/HistoryEntry' } } },
      description: 'What happened, in order; the number or id stands beside the entries.',
    },
  },
  StoredEvent: { schema: storedEvent },
  Events: { schema: object({ events: { type: 'array', items: { $ref: '#/components/schemas/StoredEvent' } } }) },
  Page: {
    schema: object({
      rows: { type: 'array', items: { type: 'object' }, description: 'Documents of the read model.' },
      next: {
        type: ['string', 'null'],
        description: 'Ask with it as `after` for the next page; null: this was the last.',
      },
    }),
  },
}
