import type { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import { readFiles, wordsForMistake, type FileMistake, type FilesRead } from '@deskledger/applying'
import type { Agreed } from '@deskledger/flows'
import { instantOf, type CalendarId, type Count, type Instant, type PersonId } from '@deskledger/kernel'
import { commandsTowards as agreementTowards, termsOf, type InForce } from '@deskledger/practices/agreement'
import {
  commandsTowards as calendarTowards,
  type BusinessCalendarRow,
  type BusinessCalendarCommand,
} from '@deskledger/practices/business-calendar'
import type { PinnedCalendar } from '@deskledger/practices/service-level-clock'
import type { Views } from '@deskledger/read-store'
import { misuse } from '../stop.ts'
import { take } from '../take.ts'

/** The files that say what else would be promised. */
export interface OtherFiles {
  readonly agreements: readonly string[]
  readonly calendars: readonly string[]
}

type Form = FilesRead['forms'][number]
type AgreementForm = Extract<Form, { readonly kind: 'agreement' }>
type CalendarForm = Extract<Form, { readonly kind: 'business-calendar' }>

/** What is asked to see what a file says: nothing of it is stored. */
const asked = { by: 'replay' as PersonId, at: instantOf(0) }
const first = 1 as Count
const BEGINNING: Instant = instantOf(-62_135_596_800_000) // 0001-01-01

const listed = (mistakes: readonly FileMistake[]) => {
  const head = mistakes.length === 1 ? '' : `${mistakes.length} things are wrong:\n`
  return misuse(`${head}${mistakes.map(wordsForMistake).join('\n')}`, { mistakes })
}

/** A version of an agreement as its file has it, in force all along: when it shall come into force does not matter here. */
const inForceOf = ({ file, document }: AgreementForm): InForce => {
  const { id: agreementId, type: kind, name, provider = null, customer = null } = file
  const commands = agreementTowards(null, file, asked)
  if (E.isLeft(commands)) throw listed(commands.left.map((mistake) => document.at(mistake)))
  const proposed = commands.right.find((command) => command.type === 'ProposeTerms')
  if (proposed === undefined) throw misuse(`${name} proposes no terms. Name a file with targets.`)
  const terms = termsOf(proposed.terms)
  return { agreementId, version: first, kind, provider, customer, from: BEGINNING, until: null, terms }
}

const isDefined = (command: BusinessCalendarCommand) => command.type === 'DefineCalendar'

const calendarOf = ({ file, document }: CalendarForm): PinnedCalendar => {
  const commands = calendarTowards(null, file, asked)
  if (E.isLeft(commands)) throw listed(commands.left.map((mistake) => document.at(mistake)))
  const defined = commands.right.find(isDefined)
  if (defined === undefined) throw misuse(`${file.id} defines no hours. Name a file with weekly hours.`)
  return { id: file.id, version: first, definition: defined.definition }
}

const calendarsIn = async (views: Views): Promise<readonly PinnedCalendar[]> => {
  const all: PinnedCalendar[] = []
  take(
    await views.each('business-calendars', {}, (found) => {
      for (const { document } of found) {
        const { calendarId: id, version, definition } = document as BusinessCalendarRow
        all.push({ id, version: version as Count, definition })
      }
    })(),
  )
  return all
}

const isCalendar = (form: Form): form is CalendarForm => form.kind === 'business-calendar'
const isAgreement = (form: Form): form is AgreementForm => form.kind === 'agreement'

/** What files say of agreements and calendars, read as `apply` does; all that is wrong with them is told with its place. */
export const otherPromiseIn = async ({ agreements, calendars }: OtherFiles, stdin: Readable): Promise<Agreed> => {
  const read = await readFiles([...agreements, ...calendars], stdin)
  if (read.mistakes.length > 0) throw listed(read.mistakes)
  const inForce = read.forms.filter(isAgreement).map(inForceOf)
  if (!inForce.some(({ kind }) => kind === 'SLA'))
    throw misuse(
      `${agreements.join(', ')}: there is no agreement with a customer here (type: SLA), and clocks go by no other. Name a file that holds one.`,
    )
  return { inForce, calendars: read.forms.filter(isCalendar).map(calendarOf) }
}

const missing = ({ inForce }: Agreed, known: ReadonlyMap<CalendarId, PinnedCalendar>): readonly string[] => [
  ...new Set(
    inForce.flatMap(({ terms }) => terms.targets.map(({ goal }) => goal.calendar)).filter((id) => !known.has(id)),
  ),
]

/** What would be agreed: calendars of files go before those of the ledger, as they stand now. */
export const agreedByFiles = async (views: Views, other: Agreed): Promise<Agreed> => {
  const known = new Map([...(await calendarsIn(views)), ...other.calendars].map((one) => [one.id, one]))
  const unknown = missing(other, known)
  if (unknown.length > 0)
    throw misuse(
      `There is no calendar ${unknown.join(', ')}, neither in the ledger nor in these files. Name its file with --calendar.`,
    )
  return { inForce: other.inForce, calendars: [...known.values()] }
}
