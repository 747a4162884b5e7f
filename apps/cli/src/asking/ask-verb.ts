import { incidentCommands, type IncidentCommand } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import type { Context, Options, Run, Typed } from '../context.ts'
import { DONE, misuse } from '../stop.ts'
import { instantOption, nowOf } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'
import { asked, check, commandIdIn, tell } from './answered.ts'
import { flagOf, membersIn } from './field-options.ts'
import { fieldsOf, type Field } from './fields.ts'
import { filledIn, generated, placeholders } from './filled-in.ts'
import { nextNumber } from './next-number.ts'

const byOf = ({ io }: Context, options: Options): string => {
  const by = options['by'] ?? io.user()
  if (typeof by === 'string' && by !== '') return by
  throw misuse('Your user name is not known. Say who does this, with --by.')
}

/** A mistake of a command in the words of the command line: `/toGroup` is `--to-group`. */
const placeOf = (pointer: string): string => {
  const [, name = '', ...rest] = pointer.split('/')
  if (name === 'incidentId') return 'The number of the incident'
  return `${flagOf(name)}${rest.length > 0 ? ` at /${rest.join('/')}` : ''}`
}

const idOf = async (opened: OpenLedger, type: IncidentCommand['type'], given: string | undefined): Promise<string> => {
  if (given !== undefined) return given
  if (type === 'RaiseIncident') return nextNumber(opened)
  throw misuse('Say which incident, by its number.')
}

const given = (fields: readonly Field[], options: Options): ReadonlySet<string> =>
  new Set(fields.filter(({ name }) => options[name] !== undefined).map(({ name }) => name))

const identities = (fields: readonly Field[], commandId: string): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.filter(({ name }) => generated.includes(name)).map(({ name }) => [name, commandId]))

/** Asks a command of the practice with what was typed. */
export const askVerb =
  (type: IncidentCommand['type']): Run =>
  async (context: Context, { args: [id], options }: Typed) => {
    const fields = fieldsOf(incidentCommands[type])
    const commandId = commandIdIn(options)
    const who = { by: byOf(context, options), at: instantOption(options, '--at') ?? nowOf(context.io) }
    const members: Readonly<Record<string, unknown>> = {
      ...identities(fields, commandId),
      ...membersIn(fields, options),
    }
    check({ ...placeholders(type), type, incidentId: id ?? 'INC0000000', ...who, ...members }, placeOf)
    return withLedger(
      context,
      async (opened) => {
        const command = { type, incidentId: await idOf(opened, type, id), ...who, ...members }
        const json = await filledIn(opened, command, given(fields, options))
        await tell(context, commandId, await asked(opened, { json, commandId }, placeOf))
        return DONE
      },
      { create: type === 'RaiseIncident' },
    )
  }
