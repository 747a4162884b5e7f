import { decodeMessage } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { serviceLevelClockCommands } from './commands.ts'
import { serviceLevelClockEvents } from './events.ts'
import { serviceLevelClockExamples } from './examples.ts'

describe('the examples', () => {
  it.each(Object.entries(serviceLevelClockExamples.commands))('of %s decodes strictly', (type, command) => {
    expect(command.type).toBe(type)
    expect(decodeMessage(serviceLevelClockCommands, command)).toStrictEqual(E.right(command))
  })
  it.each(Object.entries(serviceLevelClockExamples.events))('of %s decodes strictly', (type, event) => {
    expect(event.type).toBe(type)
    expect(decodeMessage(serviceLevelClockEvents, event)).toStrictEqual(E.right(event))
  })
})
