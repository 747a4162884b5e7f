import { readFileSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { decodeMapping, importLog } from '@deskledger/importing'
import { openFolder } from './open-ledger.ts'

/** This process, which is there to be killed, imports a log into a folder and brings the read models up to date. */
export type Import = readonly [folder: string, log: string, mapping: string]

const [folder = '', input = '', mappingFile = ''] = process.argv.slice(2)

const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const { ledger, close } = right(await openFolder(folder, { create: true, projecting: { batch: 200, held: 20 } }))
console.log('ready')
const mapping = right(decodeMapping(JSON.parse(readFileSync(mappingFile, 'utf8'))))
const ask = (asks: Parameters<typeof ledger.askAll>[0]) =>
  TE.mapLeft(({ type }: { readonly type: string }) => ({ type, message: type }))(() => ledger.askAll(asks))
right(await importLog({ input, mapping, ask }))
right(await ledger.catchUp())
await close()
