import { decodeMessage } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { agreementCommands } from './commands.ts'
import { agreementEvents } from './events.ts'
import { agreementExamples } from './examples.ts'

describe('the examples', () => {
  it.each(Object.entries(agreementExamples.commands))('of %s decodes strictly', (type, command) => {
    expect(command.type).toBe(type)
    expect(decodeMessage(agreementCommands, command)).toStrictEqual(E.right(command))
  })
  it.each(Object.entries(agreementExamples.events))('of %s decodes strictly', (type, event) => {
    expect(event.type).toBe(type)
    expect(decodeMessage(agreementEvents, event)).toStrictEqual(E.right(event))
  })
})
