import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodeStrictly, type Instant, type Mistake, type PersonId } from '@deskledger/kernel'
import { AgreementFile, commandsTowards as towardsAgreement } from '@deskledger/practices/agreement'
import { CalendarFile, commandsTowards as towardsCalendar } from '@deskledger/practices/business-calendar'
import type { FileMistake } from '../mistakes.ts'
import type { FileDocument } from '../reading/documents.ts'
import { edited, stepsOf } from './edited.ts'
import { explored } from './explore.ts'
import { HolidaysFrom, readHolidaysFrom } from './holidays-from.ts'
import { repairAgreement, repairCalendar } from './repairs.ts'
import { kindOf, memberOf } from './subject.ts'

/** A business calendar as a file holds it: holidays may be in iCalendar files beside it. */
export const CalendarDocument = t.intersection(
  [CalendarFile, t.partial({ holidaysFrom: t.readonlyArray(HolidaysFrom) })],
  'CalendarDocument',
)

/** What a document says, and the document, for places. */
interface Placed<File> {
  readonly file: File
  readonly document: FileDocument
}

/** A document understood. */
export type Form =
  | ({ readonly kind: 'business-calendar' } & Placed<CalendarFile>)
  | ({ readonly kind: 'agreement' } & Placed<AgreementFile>)

/** A form, and what to tell people beside it. */
export interface FormRead {
  readonly form: Form
  readonly notes: readonly string[]
}

/** A document understood, or every mistake in its form, and in the files that it names. */
export type Read = E.Either<readonly FileMistake[], FormRead>

/** `/targets/0/resolve` as people say it: `targets[0].resolve`. */
const shown = (pointer: string): string =>
  stepsOf(pointer).reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  )

/** Lines and columns do not say which member is meant; a pointer does. */
const named = ({ source }: FileDocument, pointer: string): string =>
  source.folder === null ? '' : `${shown(pointer)}: `

const withStop = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

const mistakesOf = (codec: t.Mixed, value: unknown): readonly Mistake[] => {
  const decoded = decodeStrictly(codec, value)
  return E.isLeft(decoded) ? decoded.left : []
}

/** How to write what would be right as a text, and was read as a number, true, false or nothing. */
const hintFor = (codec: t.Mixed, { value, plainAt }: FileDocument, pointer: string): string => {
  const plain = plainAt(pointer)
  if (plain === null) return ''
  if (plain === '') return ' Nothing is written here: write it, or leave the name out.'
  const wrong = mistakesOf(
    codec,
    edited(value, stepsOf(pointer), () => plain),
  )
  return wrong.some((mistake) => mistake.pointer === pointer) ? '' : ` Put it in quotes to have a text: "${plain}".`
}

const UNKNOWN = /^unknown field/

/** A mistake, and whether the name is wrong or the value. */
interface Found extends Mistake {
  readonly part: 'name' | 'value'
}

/** Nobody asks: what a file says is looked at for itself. */
const NOBODY = { by: 'nobody' as PersonId, at: '2000-01-01T00:00:00.000Z' as Instant }

/** Mistakes of the form; without any, those of what the file says for itself. */
const mistakesIn =
  <C extends t.Mixed>(
    codec: C,
    document: FileDocument,
    judge: (file: t.TypeOf<C>) => E.Either<readonly Mistake[], unknown>,
  ) =>
  (value: unknown): readonly Found[] => {
    const decoded = decodeStrictly(codec, value)
    if (E.isLeft(decoded))
      return decoded.left.map(({ pointer, message }) => ({
        pointer,
        message: `${named(document, pointer)}${withStop(message)}${hintFor(codec, document, pointer)}`,
        part: UNKNOWN.test(message) ? 'name' : 'value',
      }))
    const judged = judge(decoded.right)
    return E.isLeft(judged) ? judged.left.map((mistake) => ({ ...mistake, part: 'value' })) : []
  }

const placed = (document: FileDocument, found: readonly Found[]): readonly FileMistake[] =>
  found
    .filter(({ pointer }) => !document.unknown.has(pointer))
    .map(({ part, ...mistake }) => document.at(mistake, part))

const ownHours = (pointer: string): boolean => /^\/(weekly|extra)/.test(pointer)

/** Reads a document as a calendar, whatever kind it says it is. */
export const calendar = async (document: FileDocument): Promise<Read> => {
  const { value } = document
  const wrong = explored(value, {
    mistakesIn: mistakesIn(CalendarDocument, document, (file) => towardsCalendar(null, file, NOBODY)),
    repair: repairCalendar,
    isInduced: (pointer, repaired) => pointer === '' && repaired.some(ownHours),
  })
  const from = memberOf(value, 'holidaysFrom')
  const found = await readHolidaysFrom(Array.isArray(from) ? from : [], document)
  const mistakes = [...placed(document, wrong), ...(E.isLeft(found) ? found.left : [])]
  const decoded = CalendarDocument.decode(value)
  if (mistakes.length > 0 || E.isLeft(decoded) || E.isLeft(found)) return E.left(mistakes)
  const { holidaysFrom, ...file } = decoded.right
  const whole =
    holidaysFrom === undefined ? file : { ...file, holidays: [...(file.holidays ?? []), ...found.right.holidays] }
  return E.right({ form: { kind: file.kind, file: whole, document }, notes: found.right.notes })
}

/** Whether both sides have signed is a matter of the ledger: they may have done so in other ways. */
const signed = (file: AgreementFile): AgreementFile => ({
  ...file,
  agreed: { provider: NOBODY.by, customer: NOBODY.by, ...file.agreed },
})

/** Reads a document as an agreement, whatever kind it says it is. */
export const agreement = (document: FileDocument): Read => {
  const wrong = explored(document.value, {
    mistakesIn: mistakesIn(AgreementFile, document, (file) => towardsAgreement(null, signed(file), NOBODY)),
    repair: repairAgreement,
    isInduced: (pointer, repaired) =>
      pointer !== '' && pointer !== '/inForce' && repaired.some((one) => one.startsWith(`${pointer}/`)),
  })
  const decoded = AgreementFile.decode(document.value)
  if (wrong.length > 0 || E.isLeft(decoded)) return E.left(placed(document, wrong))
  return E.right({ form: { kind: decoded.right.kind, file: decoded.right, document }, notes: [] })
}

const KINDS = 'Write kind: agreement, or kind: business-calendar.'

const noKind = (document: FileDocument): Read => {
  const { value } = document
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return E.left([document.at({ pointer: '', message: `This is neither an agreement nor a calendar. ${KINDS}` })])
  const kind = memberOf(value, 'kind')
  const message =
    kind === undefined ? `This does not say what it is. ${KINDS}` : `There is no kind ${JSON.stringify(kind)}. ${KINDS}`
  return E.left([document.at({ pointer: '/kind', message })])
}

/** Reads a document by the kind that it says; or every mistake in its form, and in the files that it names. */
export const formOf = async (document: FileDocument): Promise<Read> => {
  switch (kindOf(document)) {
    case 'business-calendar':
      return calendar(document)
    case 'agreement':
      return agreement(document)
    case undefined:
      return noKind(document)
  }
}
