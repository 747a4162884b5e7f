import { promisedBy, readValues, withCalendarsOf, type FilesRead } from '@deskledger/applying'
import type { Mistake } from '@deskledger/kernel'
import type { Views } from '@deskledger/read-store'
import { calendarsIn } from '@deskledger/reports'
import * as E from 'fp-ts/lib/Either.js'
import { isObject } from '../../http/json.ts'
import { malformed } from '../../http/problem.ts'
import { take } from '../../looking/fresh.ts'

/** Documents of each kind at most, and values in all of them together. */
export const MOST = { documents: 20, values: 5_000 }

const names = ['agreements', 'calendars'] as const
type Name = (typeof names)[number]
type Posted = Readonly<Record<Name, readonly unknown[]>>

const at = (pointer: string, message: string): Mistake => ({ pointer, message })

/** Whether there are more values in it than are looked at; however deep it is. */
const isTooMuch = (body: unknown): boolean => {
  let [level, seen] = [[body], 0]
  while (level.length > 0 && seen <= MOST.values) {
    seen += level.length
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return seen > MOST.values
}

const listFaults = (name: Name, value: unknown): readonly Mistake[] => {
  if (value === undefined) return name === 'agreements' ? [at('', 'agreements must be given')] : []
  const least = name === 'agreements' ? 1 : 0
  return Array.isArray(value) && value.length >= least && value.length <= MOST.documents
    ? []
    : [at(`/${name}`, `must be a list of ${least} to ${MOST.documents} documents, each in the form of a file`)]
}

/** What was posted, list by list; or every mistake around the documents. */
const listsIn = (body: unknown): Posted => {
  if (!isObject(body))
    throw malformed([at('', 'must be an object with agreements, and calendars where there are some')])
  const known = new Set<string>(names)
  const mistakes = [
    ...names.flatMap((name) => listFaults(name, body[name])),
    ...Object.keys(body)
      .filter((name) => !known.has(name))
      .map((name) => at(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, 'is unknown here: leave it out')),
  ]
  if (mistakes.length > 0) throw malformed(mistakes)
  if (isTooMuch(body)) throw malformed([at('', `has more than ${MOST.values} values: send fewer or shorter documents`)])
  const { agreements = [], calendars = [] } = body as Partial<Posted>
  return { agreements, calendars }
}

/** Whose documents are named by their places: before a pointer these make the pointer of the whole. */
type Placed = FilesRead['mistakes'][number]

const right = <A>(outcome: E.Either<readonly Placed[], A>): A => {
  if (E.isRight(outcome)) return outcome.right
  throw malformed(outcome.left.map(({ file, pointer, message }) => at(`${file}${pointer}`, message)))
}

/** What posted documents promise, with the calendars of the ledger beside theirs. */
export const promiseIn = async (body: unknown, views: Views) => {
  const promised = right(promisedBy(await readValues(listsIn(body))))
  return right(withCalendarsOf(promised, take(await calendarsIn(views)())))
}
