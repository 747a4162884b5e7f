import * as E from 'fp-ts/lib/Either.js'
import type { Mistake } from '@deskledger/kernel'
import {
  businessCalendarDecider,
  commandsTowards,
  wordsForRefusal,
  type BusinessCalendar,
} from '@deskledger/practices/business-calendar'
import type { Form } from '../forms/forms.ts'
import type { FileMistake } from '../mistakes.ts'
import type { Asking } from './asking.ts'
import { decidedAll, stepOf, type Current, type Step } from './step.ts'

export type CalendarForm = Extract<Form, { readonly kind: 'business-calendar' }>

/** The step that leads from a calendar as it is to what a file says, judged by the rules; or every mistake. */
export const calendarStep = (
  form: CalendarForm,
  current: Current<BusinessCalendar>,
  asking: Asking,
): E.Either<readonly FileMistake[], Step> => {
  const { file, document } = form
  const placed = (mistakes: readonly Mistake[]): readonly FileMistake[] =>
    mistakes.map((mistake) => document.at(mistake))
  const { state } = current
  const commands = commandsTowards(state.status === 'Unknown' ? null : state, file, asking)
  if (E.isLeft(commands)) return E.left(placed(commands.left))
  const decided = decidedAll(businessCalendarDecider, commands.right, state)
  return E.isLeft(decided)
    ? E.left(placed([{ pointer: '', message: wordsForRefusal(decided.left) }]))
    : E.right(stepOf(form, current, commands.right))
}
