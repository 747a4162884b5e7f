import { decodeMessage } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { businessCalendarCommands } from './commands.ts'
import { businessCalendarEvents } from './events.ts'
import { businessCalendarExamples } from './examples.ts'

describe('the examples', () => {
  it.each(Object.entries(businessCalendarExamples.commands))('of %s decodes strictly', (type, command) => {
    expect(command.type).toBe(type)
    expect(decodeMessage(businessCalendarCommands, command)).toStrictEqual(E.right(command))
  })
  it.each(Object.entries(businessCalendarExamples.events))('of %s decodes strictly', (type, event) => {
    expect(event.type).toBe(type)
    expect(decodeMessage(businessCalendarEvents, event)).toStrictEqual(E.right(event))
  })
})
