import { text } from 'node:stream/consumers'
import { readFile } from 'node:fs/promises'
import { begins } from '@deskledger/nouns'
import type { Context, Run } from '../context.ts'
import { asked, check, commandIdIn, tell } from '../asking/answered.ts'
import { DONE, misuse } from '../stop.ts'
import { withLedger } from '../with-ledger.ts'

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const read = async ({ io }: Context, file: string): Promise<string> => {
  if (file === '-') return text(io.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw misuse(
      `The command cannot be read from ${file} (${wordsOf(error)}). Name a file with one JSON object, or "-" for standard input.`,
    )
  }
}

const parsed = (source: string, name: string): unknown => {
  try {
    return JSON.parse(source)
  } catch (error) {
    throw misuse(
      `${name} is no JSON (${wordsOf(error)}). One JSON object is expected, such as {"type":"StartWork", …}.`,
    )
  }
}

const placeOf = (pointer: string): string => (pointer === '' ? 'The command' : pointer)

const beginsSomething = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'type' in json && begins(json.type)

export const run: Run = async (context, { options }) => {
  const { json: file } = options
  if (typeof file !== 'string') throw misuse('Say where the command is: --json FILE, or --json - for standard input.')
  const commandId = commandIdIn(options)
  const json = parsed(await read(context, file), file === '-' ? 'Standard input' : file)
  check(json, placeOf)
  return withLedger(
    context,
    async (opened) => {
      await tell(context, commandId, await asked(opened, { json, commandId }, placeOf))
      return DONE
    },
    { create: beginsSomething(json) },
  )
}
