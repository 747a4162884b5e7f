import * as E from 'fp-ts/lib/Either.js'
import type { CalendarId, StoredEvent } from '@deskledger/kernel'
import { agreementDecider } from '@deskledger/practices/agreement'
import { businessCalendarDecider } from '@deskledger/practices/business-calendar'
import type { Form } from '../forms/forms.ts'
import { kindOf, streamOf, streamSaid } from '../forms/subject.ts'
import { inOrder, shownPlace, wordsForMistake, type FileMistake } from '../mistakes.ts'
import type { FileDocument } from '../reading/documents.ts'
import type { FilesRead } from '../read-files.ts'
import { agreementSteps, type AgreementForm } from './agreements.ts'
import type { Asking } from './asking.ts'
import { calendarStep, type CalendarForm } from './calendars.ts'
import { calendarsNamed, calendarsUnknown } from './calendars-named.ts'
import type { ApplyingLedger, LedgerTrouble } from './ledger.ts'
import { currentOf, type Step } from './step.ts'

/** What a run would ask, in order: calendars first, then agreements. */
export interface Plan {
  readonly steps: readonly Step[]
  /** streams that are as their files say */
  readonly unchanged: readonly string[]
  /** for people: what was left out */
  readonly notes: readonly string[]
}

/** Why nothing is asked: every mistake of the files, or a ledger that cannot be read. */
export interface PlanTrouble extends LedgerTrouble {
  readonly mistakes: readonly FileMistake[]
}

type Histories = ReadonlyMap<string, readonly StoredEvent[]>

const isCalendar = (form: Form): form is CalendarForm => form.kind === 'business-calendar'
const isAgreement = (form: Form): form is AgreementForm => form.kind === 'agreement'
const streamOfForm = ({ kind, file }: Form): string => streamOf(kind, file.id)

/** What is said of documents that are about the same as one before them. */
const writtenTwice = (documents: readonly FileDocument[]): readonly FileMistake[] => {
  const first = new Map<string, FileDocument>()
  return documents.flatMap((document) => {
    const stream = streamSaid(document)
    if (stream === undefined) return []
    const known = first.get(stream)
    if (known === undefined) {
      first.set(stream, document)
      return []
    }
    const where = shownPlace(known.at({ pointer: '/id', message: '' }))
    const message = `This is written at ${where} already. Keep one of them, or give one of them another id.`
    return [document.at({ pointer: '/id', message })]
  })
}

const firstOfEach = (forms: readonly Form[]): readonly Form[] =>
  [...new Map(forms.toReversed().map((form) => [streamOfForm(form), form])).values()].reverse()

const isOfAgreement = (document: FileDocument): boolean => kindOf(document) === 'agreement'

/** The streams that must be known: those of the forms, and of the calendars that agreements name. */
const streamsNeeded = (forms: readonly Form[], documents: readonly FileDocument[]): readonly string[] => [
  ...new Set([
    ...forms.map(streamOfForm),
    ...documents
      .filter(isOfAgreement)
      .flatMap(({ value }) => calendarsNamed(value).map(({ calendar }) => streamOf('business-calendar', calendar))),
  ]),
]

const historiesOf = async (
  { history }: ApplyingLedger,
  streams: readonly string[],
): Promise<E.Either<LedgerTrouble, Histories>> => {
  const histories = new Map<string, readonly StoredEvent[]>()
  for (const stream of streams) {
    const read = await history(stream)()
    if (E.isLeft(read)) return read
    histories.set(stream, read.right)
  }
  return E.right(histories)
}

const badFiles = (all: readonly FileMistake[], files: readonly string[]): PlanTrouble => {
  const mistakes = inOrder(all, files)
  const head = mistakes.length === 1 ? '' : `${mistakes.length} things are wrong; nothing was changed:\n`
  return { type: 'BadFiles', mistakes, message: `${head}${mistakes.map(wordsForMistake).join('\n')}` }
}

interface Judged {
  readonly steps: readonly Step[]
  readonly mistakes: readonly FileMistake[]
}

const calendars = (forms: readonly CalendarForm[], histories: Histories, asking: Asking): Judged => {
  const judged = forms.map((form) =>
    calendarStep(form, currentOf(businessCalendarDecider, histories.get(streamOfForm(form)) ?? []), asking),
  )
  return {
    steps: judged.flatMap((one) => (E.isRight(one) ? [one.right] : [])),
    mistakes: judged.flatMap((one) => (E.isLeft(one) ? one.left : [])),
  }
}

/** Calendars that are named, and nowhere. Where some text could not be read, they may be in there. */
const missing = (histories: Histories, { documents, broken }: FilesRead): readonly FileMistake[] => {
  if (broken) return []
  const written = new Set(documents.map(streamSaid))
  const isKnown = (calendar: CalendarId): boolean => {
    const stream = streamOf('business-calendar', calendar)
    return written.has(stream) || (histories.get(stream) ?? []).length > 0
  }
  return documents
    .filter(isOfAgreement)
    .flatMap(({ value, at }) => calendarsUnknown(value, isKnown).map((mistake) => at(mistake)))
}

const agreements = async (
  forms: readonly AgreementForm[],
  [ledger, histories]: readonly [ApplyingLedger, Histories],
  asking: Asking,
): Promise<E.Either<LedgerTrouble, Judged>> => {
  if (forms.length === 0) return E.right({ steps: [], mistakes: [] })
  const inForce = await ledger.inForce()()
  if (E.isLeft(inForce)) return inForce
  const all = forms.map((form) => ({
    form,
    current: currentOf(agreementDecider, histories.get(streamOfForm(form)) ?? []),
  }))
  return E.right(agreementSteps(all, asking, inForce.right))
}

/**
 * The commands that lead from what a ledger has to what files say, each judged by the rules against what is there now.
 * @errors  all mistakes of all files, each with its place; or that the ledger cannot be read
 */
export const planOf = async (
  ledger: ApplyingLedger,
  read: FilesRead,
  asking: Asking,
): Promise<E.Either<PlanTrouble, Plan>> => {
  const unread = E.mapLeft((trouble: LedgerTrouble): PlanTrouble => ({ ...trouble, mistakes: [] }))
  const forms = firstOfEach(read.forms)
  const histories = await historiesOf(ledger, streamsNeeded(forms, read.documents))
  if (E.isLeft(histories)) return unread(histories)
  const asked = await agreements(forms.filter(isAgreement), [ledger, histories.right], asking)
  if (E.isLeft(asked)) return unread(asked)
  const judged = [calendars(forms.filter(isCalendar), histories.right, asking), asked.right]
  const mistakes = [
    ...read.mistakes,
    ...writtenTwice(read.documents),
    ...judged.flatMap((one) => one.mistakes),
    ...missing(histories.right, read),
  ]
  if (mistakes.length > 0) return E.left(badFiles(mistakes, read.files))
  const steps = judged.flatMap((one) => one.steps)
  return E.right({
    steps: steps.filter(({ asks }) => asks.length > 0),
    unchanged: steps.filter(({ asks }) => asks.length === 0).map(({ stream }) => stream),
    notes: read.notes,
  })
}
