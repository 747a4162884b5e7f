import * as E from 'fp-ts/lib/Either.js'
import type { Mistake } from '@deskledger/kernel'
import { type Refusal, wordsForRefusal } from '@deskledger/nouns'
import { Stop, type ExitCode } from './stop.ts'

/** Anything that can go wrong below: a tag, and a sentence unless it is a rule of a practice. */
export type Trouble =
  | { readonly type: 'Refused'; readonly refusal: Refusal; readonly index: number }
  | { readonly type: string; readonly message: string; readonly mistakes?: readonly (Mistake | object)[] }

/** Used wrongly; all that is not listed is the trouble of a store. */
const misused = new Set(['NotACommand', 'BadQuery', 'NoSuchReadModel', 'BadMapping', 'NoSuchMapping', 'Usage'])
const refused = new Set(['Refused', 'NotTheSame'])

const codeOf = (type: string): ExitCode => (misused.has(type) ? 2 : refused.has(type) ? 1 : 3)

const isRefusal = (trouble: Trouble): trouble is Extract<Trouble, { readonly refusal: unknown }> => 'refusal' in trouble

/** The end of a command that met trouble. */
export const stopFor = (trouble: Trouble): Stop => {
  if (isRefusal(trouble)) {
    const { refusal } = trouble
    return new Stop(1, { type: refusal.type, message: wordsForRefusal(refusal) }, { refusal })
  }
  return new Stop(codeOf(trouble.type), trouble, trouble.mistakes ? { mistakes: trouble.mistakes } : {})
}

/** The value, or the end of the command. */
export const take = <A>(result: E.Either<Trouble, A>): A => {
  if (E.isLeft(result)) throw stopFor(result.left)
  return result.right
}
