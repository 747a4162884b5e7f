import { decodeMessage } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { incidentCommands } from './commands.ts'
import { incidentEvents } from './events.ts'
import { incidentExamples } from './examples.ts'

describe('the examples', () => {
  it.each(Object.entries(incidentExamples.commands))('of %s decodes strictly', (type, command) => {
    expect(command.type).toBe(type)
    expect(decodeMessage(incidentCommands, command)).toStrictEqual(E.right(command))
  })
  it.each(Object.entries(incidentExamples.events))('of %s decodes strictly', (type, event) => {
    expect(event.type).toBe(type)
    expect(decodeMessage(incidentEvents, event)).toStrictEqual(E.right(event))
  })
})
