import type { Uuid } from '@deskledger/kernel'
import { incidentNumbers, type OpenLedger } from '@deskledger/register'
import { generated, type Field, fieldsOf, type Noun } from '@deskledger/nouns'
import type { Context, Options, Run, Typed } from '../context.ts'
import { DONE, misuse } from '../stop.ts'
import { take } from '../take.ts'
import { instantOption, nowOf } from '../words/instant.ts'
import { withLedger } from '../with-ledger.ts'
import { asked, check, commandIdIn, tell } from './answered.ts'
import { flagOf, membersIn } from './field-options.ts'
import { filledIn, placeholders } from './filled-in.ts'
import { byOf } from './who.ts'

/** A mistake of a command in the words of the command line: `/toGroup` is `--to-group`. */
const placeIn =
  ({ idField, idWords }: Noun) =>
  (pointer: string): string => {
    const [, name = '', ...rest] = pointer.split('/')
    if (name === idField) return `The ${idWords}`
    return `${flagOf(name)}${rest.length > 0 ? ` at /${rest.join('/')}` : ''}`
  }

const idOf = async ({ ledger }: OpenLedger, { idWords }: Noun, { type, id, commandId }: Verb): Promise<string> => {
  if (id !== undefined) return id
  if (type === 'RaiseIncident') return take(await incidentNumbers(ledger)(commandId))
  throw misuse(`Say which one: the ${idWords} is missing.`)
}

/** A command, and what it is about; an id left out is the next number. */
interface Verb {
  readonly type: string
  readonly id: string | undefined
  /** undefined: it will be asked once */
  readonly commandId: Uuid | undefined
}

const given = (fields: readonly Field[], options: Options): ReadonlySet<string> =>
  new Set(fields.filter(({ name }) => options[name] !== undefined).map(({ name }) => name))

const identities = (fields: readonly Field[], commandId: string): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.filter(({ name }) => generated.includes(name)).map(({ name }) => [name, commandId]))

/** Asks a command of a practice with what was typed. */
export const askVerb =
  (noun: Noun, type: string): Run =>
  async (context: Context, { args: [id], options }: Typed) => {
    const { idField, commands } = noun
    const fields = fieldsOf(commands[type], idField)
    const placeOf = placeIn(noun)
    const commandId = commandIdIn(options)
    const again = options['commandId'] === undefined ? undefined : commandId
    const who = { by: byOf(context, options), at: instantOption(options, '--at') ?? nowOf(context.io) }
    const members: Readonly<Record<string, unknown>> = {
      ...identities(fields, commandId),
      ...membersIn(fields, options),
    }
    check({ ...placeholders(type), type, [idField]: id ?? noun.example, ...who, ...members }, placeOf)
    return withLedger(
      context,
      async (opened) => {
        const command = {
          type,
          [idField]: await idOf(opened, noun, { type, id, commandId: again }),
          ...who,
          ...members,
        }
        const json = await filledIn(opened, command, given(fields, options))
        await tell(context, commandId, await asked(opened, { json, commandId }, placeOf))
        return DONE
      },
      { create: type === noun.begins },
    )
  }
