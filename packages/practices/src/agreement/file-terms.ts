import type { AgreementId, CalendarId, Mistake, ReferenceId } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { readEscalation, readPenalty, type FileEscalation, type FilePenalty } from './file-consequences.ts'
import { readTarget, type FileTarget, type PlacedTarget } from './file-targets.ts'
import { together, type Percent, type Read } from './file-words.ts'
import { termsMistakes } from './terms-mistakes.ts'
import { termsAsWritten, termsOf, type Terms, type WrittenTerms } from './terms.ts'

/** The parts of an agreement file that say what is promised. */
interface Written {
  readonly id: AgreementId
  readonly customer?: ReferenceId | undefined
  readonly calendar?: CalendarId | undefined
  readonly warnAt?: readonly Percent[] | undefined
  readonly targets: readonly FileTarget[]
  readonly pauses?: WrittenTerms['pauses']
  readonly retarget?: WrittenTerms['retarget']
  readonly escalations?: readonly FileEscalation[] | undefined
  readonly penalties?: readonly FilePenalty[] | undefined
  readonly underpinnedBy?: readonly AgreementId[] | undefined
}

/** Names in the file of what terms call otherwise. */
const renamed: Readonly<Record<string, string>> = {
  kind: 'ticket',
  atPercent: 'at',
  tolerated: 'beyond',
}

/** The entry of the file that a target was written in: `/targets/2` of `/targets/2/resolve`. */
const entryOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

const ofTarget = ({ pointer, warnings }: PlacedTarget, [field, ...deeper]: readonly string[]): string => {
  if (field === 'goal' || field === undefined) return pointer
  if (field === 'warnAt') return [warnings, ...deeper].join('/')
  return `${entryOf(pointer)}/${renamed[field] ?? field}`
}

/** The names of the steps to a place, as the file calls them; `to` is no step of its own there. */
const namesOf = (steps: readonly string[]): readonly string[] => {
  const [first, ...deeper] = steps
  return first === 'to' && deeper.length > 0 ? deeper : steps.map((name) => renamed[name] ?? name)
}

/** Where a mistake of the terms is in the file. */
const inFile =
  (targets: readonly PlacedTarget[]) =>
  ({ pointer, message }: Mistake): Mistake => {
    const [, list = '', place, ...rest] = pointer.split('/')
    const target = list === 'targets' && place !== undefined ? targets[Number(place)] : undefined
    if (target !== undefined) return { pointer: ofTarget(target, rest), message }
    return { pointer: ['', list, ...(place === undefined ? [] : [place]), ...namesOf(rest)].join('/'), message }
  }

/** Each mistake once: one entry of a file may be several targets. */
const once = (mistakes: readonly Mistake[]): readonly Mistake[] => [
  ...new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake])).values(),
]

/** What each member of a list is read as; no list is an empty one. */
const readEach = <A, B>(
  name: string,
  list: readonly A[] | undefined,
  read: (one: A, pointer: string) => Read<B>,
): Read<B> => together((list ?? []).map((one, place) => read(one, `/${name}/${place}`)))

/** The terms that a file says; or every mistake in it, each with its place in the file. */
export const readTerms = (file: Written): E.Either<readonly Mistake[], Terms> => {
  const targets = readEach('targets', file.targets, (target, at) => readTarget(target, file, at))
  const steps = readEach('escalations', file.escalations, readEscalation)
  const costs = readEach('penalties', file.penalties, readPenalty)
  const unread = [...targets.mistakes, ...steps.mistakes, ...costs.mistakes]
  if (unread.length > 0) return E.left(once(unread)) // what terms are said to lack may be just what could not be read
  const { pauses = {}, retarget = 'recompute-from-origin', underpinnedBy = [] } = file
  const terms = {
    pauses,
    retarget,
    underpinnedBy,
    targets: targets.found.map(({ target }) => target),
    escalations: steps.found,
    penalties: costs.found,
  }
  const judged = termsMistakes(termsAsWritten(terms), { agreementId: file.id, customer: file.customer ?? null })
  return judged.length > 0 ? E.left(once(judged.map(inFile(targets.found)))) : E.right(termsOf(terms))
}
