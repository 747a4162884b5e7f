import type * as t from 'io-ts'
import { IncidentId } from '@deskledger/kernel'
import { incidentCommands, incidentExamples } from '@deskledger/practices/incident'
import { ticketsNamed } from './tickets-named.ts'

interface Node {
  readonly props?: Readonly<Record<string, t.Mixed>>
  readonly types?: readonly t.Mixed[]
  readonly type?: t.Mixed
}
const inside = (codec: t.Mixed): Node => codec as unknown as Node

/** Every field of a codec, however it is put together. */
const fieldsOf = (codec: t.Mixed): readonly (readonly [string, t.Mixed])[] => {
  const { props, types = [], type } = inside(codec)
  return [...Object.entries(props ?? {}), ...[...types, ...(type ? [type] : [])].flatMap(fieldsOf)]
}
const isTicket = (codec: t.Mixed): boolean =>
  codec === IncidentId || (inside(codec).types ?? []).some((one) => one === IncidentId)

describe('tickets named', () => {
  it('are all that commands can name but their own', () => {
    for (const [type, codec] of Object.entries(incidentCommands)) {
      const fields = fieldsOf(codec).flatMap(([name, of]) => (isTicket(of) && name !== 'incidentId' ? [name] : []))
      const command = { type, ...Object.fromEntries(fields.map((name) => [name, `INC-${name}`])) }
      expect([type, ticketsNamed(command)]).toEqual([type, fields.map((name) => `INC-${name}`)])
    }
  })

  it('are found in examples, and are none in most', () => {
    expect(ticketsNamed(incidentExamples.commands.MergeInto)).toEqual([incidentExamples.commands.MergeInto.into])
    expect(ticketsNamed(incidentExamples.commands.RaiseIncident)).toEqual([])
    expect(ticketsNamed({ type: '__proto__' })).toEqual([])
  })
})
