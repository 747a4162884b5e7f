import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodeStrictly, type Mistake } from '@deskledger/kernel'
import { AgreementFile } from '@deskledger/practices/agreement'
import { CalendarFile } from '@deskledger/practices/business-calendar'
import type { FileMistake } from '../mistakes.ts'
import type { FileDocument } from '../reading/documents.ts'
import { HolidaysFrom, readHolidaysFrom } from './holidays-from.ts'

/** A business calendar as a file holds it: holidays may be in iCalendar files beside it. */
export const CalendarDocument = t.intersection(
  [CalendarFile, t.partial({ holidaysFrom: t.readonlyArray(HolidaysFrom) })],
  'CalendarDocument',
)
type CalendarDocument = t.TypeOf<typeof CalendarDocument>

/** What a document says, and the document, for places. */
export interface Placed<File> {
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

type Read = E.Either<readonly FileMistake[], FormRead>

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** `/targets/0/resolve` as people say it: `targets[0].resolve`. */
const shown = (pointer: string): string =>
  stepsOf(pointer).reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  )

const withStop = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

/** What a value would be if what is written there were a text. */
const asText = (value: unknown, steps: readonly string[], text: string): unknown => {
  const [step, ...deeper] = steps
  if (step === undefined) return text
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((one, place) => (String(place) === step ? asText(one, deeper, text) : one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === step ? asText(one, deeper, text) : one]),
  )
}

const mistakesOf = (codec: t.Mixed, value: unknown): readonly Mistake[] => {
  const decoded = decodeStrictly(codec, value)
  return E.isLeft(decoded) ? decoded.left : []
}

/** How to write what would be right as a text, and was read as a number, true, false or nothing. */
const hintFor = (codec: t.Mixed, { value, plainAt }: FileDocument, pointer: string): string => {
  const plain = plainAt(pointer)
  if (plain === null) return ''
  if (plain === '') return ' Nothing is written here: write it, or leave the name out.'
  const wrong = mistakesOf(codec, asText(value, stepsOf(pointer), plain))
  return wrong.some((mistake) => mistake.pointer === pointer) ? '' : ` Put it in quotes to have a text: "${plain}".`
}

const UNKNOWN = /^unknown field/

const decoded = <C extends t.Mixed>(codec: C, document: FileDocument): E.Either<readonly FileMistake[], t.TypeOf<C>> =>
  E.mapLeft((mistakes: readonly Mistake[]) =>
    mistakes.map(({ pointer, message }) => {
      const sentence = `${shown(pointer)}: ${withStop(message)}${hintFor(codec, document, pointer)}`
      return document.at({ pointer, message: sentence }, UNKNOWN.test(message) ? 'name' : 'value')
    }),
  )(decodeStrictly(codec, document.value))

const calendar = async (document: FileDocument): Promise<Read> => {
  const read = decoded(CalendarDocument, document)
  if (E.isLeft(read)) return read
  const { holidaysFrom = [], ...file }: CalendarDocument = read.right
  if (holidaysFrom.length === 0) return E.right({ form: { kind: file.kind, file, document }, notes: [] })
  const found = await readHolidaysFrom(holidaysFrom, document)
  if (E.isLeft(found)) return found
  const whole = { ...file, holidays: [...(file.holidays ?? []), ...found.right.holidays] }
  return E.right({ form: { kind: file.kind, file: whole, document }, notes: found.right.notes })
}

const agreement = (document: FileDocument): Read =>
  E.map((file: AgreementFile): FormRead => ({ form: { kind: file.kind, file, document }, notes: [] }))(
    decoded(AgreementFile, document),
  )

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined

/** Whether a document says that it is of this kind and name, understood or not. */
export const says = ({ value }: FileDocument, kind: Form['kind'], id: string): boolean =>
  memberOf(value, 'kind') === kind && memberOf(value, 'id') === id

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
  switch (memberOf(document.value, 'kind')) {
    case 'business-calendar':
      return calendar(document)
    case 'agreement':
      return agreement(document)
    default:
      return noKind(document)
  }
}
