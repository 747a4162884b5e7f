import { isAbsolute, join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { holidaysOf, type CalendarMistake, type HolidaysFound } from '@deskledger/importing'
import { shownPlace, type FileMistake } from '../mistakes.ts'
import type { FileDocument } from '../reading/documents.ts'
import { readText } from '../reading/sources.ts'

const YearOrDate = t.union([t.number, t.string], 'YearOrDate')

/** Holidays that an iCalendar file has: its path, relative to the file that names it, and years or local dates, both included. */
export const HolidaysFrom = t.strict({ file: t.string, from: YearOrDate, to: YearOrDate }, 'HolidaysFrom')
export type HolidaysFrom = t.TypeOf<typeof HolidaysFrom>

/** Holidays as a calendar file writes them, and what to tell people beside them. */
interface HolidaysRead {
  readonly holidays: readonly string[]
  readonly notes: readonly string[]
}

type Read = E.Either<readonly FileMistake[], HolidaysRead>

const year = /^\d{4}$/
const dateOf = (said: string | number, day: string): string =>
  year.test(String(said)) ? `${said}-${day}` : String(said)

/** A mistake of the iCalendar file: its line there, and who named it. One of what was asked is in the document. */
const placed =
  (document: FileDocument, pointer: string, file: string) =>
  ({ line, message }: CalendarMistake): FileMistake => {
    const named = document.at({ pointer, message })
    return line === 0
      ? named
      : { file, line, column: 0, pointer: '', message: `${message} (It is named at ${shownPlace(named)}.)` }
  }

const timed = (file: string, { timedEvents }: HolidaysFound): readonly string[] =>
  timedEvents === 0
    ? []
    : [
        `${file}: ${timedEvents} ${timedEvents === 1 ? 'event' : 'events'} with times of day left out; holidays are whole days.`,
      ]

const NO_FILES = 'No file is read here. Write the dates under holidays.'

const readOne = async (wanted: HolidaysFrom, document: FileDocument, pointer: string): Promise<Read> => {
  const { folder } = document.source
  if (folder === null) return E.left([document.at({ pointer, message: NO_FILES })])
  const path = isAbsolute(wanted.file) ? wanted.file : join(folder, wanted.file)
  const text = await readText(path)
  if (E.isLeft(text)) {
    const { line, message } = text.left
    return E.left([
      line === 0 ? document.at({ pointer: `${pointer}/file`, message: `${path}: ${message}` }) : text.left,
    ])
  }
  const [from, to] = [dateOf(wanted.from, '01-01'), dateOf(wanted.to, '12-31')]
  const found = holidaysOf(text.right, { from, to })
  if (E.isLeft(found)) return E.left(found.left.map(placed(document, pointer, path)))
  if (found.right.holidays.length > 0)
    return E.right({
      holidays: found.right.holidays.map(({ date, name }) => `${date} ${name}`),
      notes: timed(path, found.right),
    })
  const message = `${path} has no event of a whole day from ${from} to ${to}. Name other years, or another file.`
  return E.left([document.at({ pointer, message })])
}

/** The holidays of all iCalendar files that a calendar names; or every mistake in them. What is no such entry is left out. */
export const readHolidaysFrom = async (all: readonly unknown[], document: FileDocument): Promise<Read> => {
  const reads = await Promise.all(
    all.flatMap((one, place) => (HolidaysFrom.is(one) ? [readOne(one, document, `/holidaysFrom/${place}`)] : [])),
  )
  const mistakes = reads.flatMap((read) => (E.isLeft(read) ? read.left : []))
  if (mistakes.length > 0) return E.left(mistakes)
  const found = reads.flatMap((read) => (E.isRight(read) ? [read.right] : []))
  return E.right({
    holidays: found.flatMap(({ holidays }) => holidays),
    notes: found.flatMap(({ notes }) => notes),
  })
}
