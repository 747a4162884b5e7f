import * as E from 'fp-ts/lib/Either.js'
import type { Agreed } from '@deskledger/flows'
import { instantOf, type CalendarId, type Count, type Instant, type PersonId } from '@deskledger/kernel'
import { commandsTowards as agreementTowards, termsOf, type InForce } from '@deskledger/practices/agreement'
import { commandsTowards as calendarTowards } from '@deskledger/practices/business-calendar'
import type { PinnedCalendar } from '@deskledger/practices/service-level-clock'
import type { Form } from '../forms/forms.ts'
import type { FileMistake } from '../mistakes.ts'
import { calendarsNamed } from '../planning/calendars-named.ts'
import type { AgreementForm } from '../planning/agreements.ts'
import type { CalendarForm } from '../planning/calendars.ts'
import type { FilesRead } from '../read-files.ts'

/** What documents promise, and which calendar each place of them names. */
export interface Promised extends Agreed {
  readonly named: readonly { readonly calendar: CalendarId; readonly missing: FileMistake }[]
}

type Mistaken<A> = E.Either<readonly FileMistake[], A>

/** What is asked to see what a document says: nothing of it is stored. */
const asked = { by: 'replay' as PersonId, at: instantOf(0) }
const first = 1 as Count
const BEGINNING: Instant = instantOf(-62_135_596_800_000) // 0001-01-01

const isCalendar = (form: Form): form is CalendarForm => form.kind === 'business-calendar'
const isAgreement = (form: Form): form is AgreementForm => form.kind === 'agreement'

/** Who has signed, and from when to when it is in force, does not matter here. */
const signed: readonly string[] = ['agreed', 'inForce', 'terminated']
const withoutDates = (file: AgreementForm['file']): AgreementForm['file'] =>
  Object.fromEntries(Object.entries(file).filter(([name]) => !signed.includes(name))) as AgreementForm['file']

/** As if it were in force all along. */
const inForceOf = ({ file, document }: AgreementForm): Mistaken<InForce> => {
  const commands = agreementTowards(null, withoutDates(file), asked)
  if (E.isLeft(commands)) return E.left(commands.left.map((mistake) => document.at(mistake)))
  const proposed = commands.right.find((command) => command.type === 'ProposeTerms')
  if (proposed === undefined)
    return E.left([document.at({ pointer: '/targets', message: 'No terms are proposed here. Write targets.' })])
  const { id: agreementId, type: kind, provider = null, customer = null } = file
  const terms = termsOf(proposed.terms)
  return E.right({ agreementId, version: first, kind, provider, customer, from: BEGINNING, until: null, terms })
}

const pinnedOf = ({ file, document }: CalendarForm): Mistaken<PinnedCalendar> => {
  const commands = calendarTowards(null, file, asked)
  if (E.isLeft(commands)) return E.left(commands.left.map((mistake) => document.at(mistake)))
  const defined = commands.right.find((command) => command.type === 'DefineCalendar')
  return defined === undefined
    ? E.left([document.at({ pointer: '/weekly', message: 'No hours are defined here. Write weekly hours.' })])
    : E.right({ id: file.id, version: first, definition: defined.definition })
}

const gathered = <A>(all: readonly Mistaken<A>[]): Mistaken<readonly A[]> => {
  const mistakes = all.flatMap((one) => (E.isLeft(one) ? one.left : []))
  return mistakes.length > 0 ? E.left(mistakes) : E.right(all.flatMap((one) => (E.isRight(one) ? [one.right] : [])))
}

const NO_SLA = 'There is no agreement with a customer here (type: SLA), and clocks go by no other.'

const noCustomer = (agreements: readonly AgreementForm[]): readonly FileMistake[] => {
  const [one] = agreements
  if (agreements.some(({ file }) => file.type === 'SLA')) return []
  return [
    one?.document.at({ pointer: '/type', message: NO_SLA }) ?? {
      ...{ file: '', line: 0, column: 0, pointer: '' },
      message: NO_SLA,
    },
  ]
}

const twice = (forms: readonly Form[]): readonly FileMistake[] =>
  forms
    .filter(({ kind, file }, place) =>
      forms.some((one, before) => before < place && one.kind === kind && one.file.id === file.id),
    )
    .map(({ document }) => document.at({ pointer: '/id', message: 'This is said already. Keep one of the two.' }))

const namedBy = ({ document }: AgreementForm): Promised['named'] =>
  calendarsNamed(document.value).map(({ calendar, pointer }) => {
    const message = `There is no calendar ${calendar}, neither in the ledger nor beside this. Give it too, or name another.`
    return { calendar, missing: document.at({ pointer, message }) }
  })

/**
 * What documents promise, taken as in force all along.
 * @errors  every mistake of theirs; that there is no agreement with a customer among them
 */
export const promisedBy = ({ forms, mistakes }: Pick<FilesRead, 'forms' | 'mistakes'>): Mistaken<Promised> => {
  if (mistakes.length > 0) return E.left(mistakes)
  const agreements = forms.filter(isAgreement)
  const wrong = [...noCustomer(agreements), ...twice(forms)]
  const inForce = gathered(agreements.map(inForceOf))
  const calendars = gathered(forms.filter(isCalendar).map(pinnedOf))
  const all = [...wrong, ...[inForce, calendars].flatMap((one) => (E.isLeft(one) ? one.left : []))]
  if (all.length > 0 || E.isLeft(inForce) || E.isLeft(calendars)) return E.left(all)
  return E.right({ inForce: inForce.right, calendars: calendars.right, named: agreements.flatMap(namedBy) })
}

/**
 * With the calendars of a ledger, as they stand: those of the documents go before them.
 * @errors  calendars that are nowhere, at the place that names them
 */
export const withCalendarsOf = (
  { inForce, calendars, named }: Promised,
  ledger: readonly PinnedCalendar[],
): Mistaken<Agreed> => {
  const known = new Map([...ledger, ...calendars].map((one) => [one.id, one]))
  const missing = named.filter(({ calendar }) => !known.has(calendar)).map((one) => one.missing)
  return missing.length > 0 ? E.left(missing) : E.right({ inForce, calendars: [...known.values()] })
}
