import { CalendarId, Priority, ReferenceId } from '@deskledger/kernel'
import * as t from 'io-ts'
import { formOf, Percent, readGoal, readPercent, together, understood, wrong, type Read } from './file-words.ts'
import type { Goal, WrittenTerms } from './terms.ts'
import { TicketKind, type TargetName } from './words.ts'

/** Targets for some tickets: each goal named is one for each priority named. */
export const FileTarget = t.exact(
  t.partial({
    ticket: TicketKind,
    priority: t.union([Priority, t.readonlyArray(Priority)]),
    service: ReferenceId,
    customer: ReferenceId,
    respond: t.string,
    resolve: t.string,
    fulfil: t.string,
    available: t.string,
    calendar: CalendarId,
    warnAt: t.readonlyArray(Percent),
  }),
  'FileTarget',
)
export type FileTarget = t.TypeOf<typeof FileTarget>

type Target = WrittenTerms['targets'][number]

/** A target, and where it and its goal are in the file. */
export interface PlacedTarget {
  readonly pointer: string
  readonly warnings: string
  readonly target: Target
}

/** What holds for all targets that say nothing themselves. */
interface Usual {
  readonly calendar?: CalendarId | undefined
  readonly warnAt?: readonly Percent[] | undefined
}

const names: readonly TargetName[] = ['respond', 'resolve', 'fulfil', 'available']

const readGoals = (file: FileTarget, usual: Usual, at: string): Read<readonly [TargetName, Goal]> => {
  const named = names.filter((name) => file[name] !== undefined)
  if (named.length === 0) return wrong(at, `Nothing is promised here. Give one of ${names.join(', ')}.`)
  const calendar = file.calendar ?? usual.calendar
  if (calendar === undefined)
    return wrong(`${at}/calendar`, 'No calendar says when this counts. Name one here, or one for all at the top.')
  return together(
    named.map((name) => {
      const text = file[name] ?? ''
      const goal = readGoal(name, text, calendar)
      const message = `"${text}" does not say how much is promised. ${formOf(name)}`
      return goal === undefined ? wrong(`${at}/${name}`, message) : understood([name, goal] as const)
    }),
  )
}

const prioritiesOf = ({ priority }: FileTarget): readonly (Priority | null)[] => {
  if (priority === undefined) return [null]
  return typeof priority === 'number' ? [priority] : priority
}

/** One entry of `targets`, as all the targets it says. */
export const readTarget = (file: FileTarget, usual: Usual, pointer: string): Read<PlacedTarget> => {
  const warnings = file.warnAt === undefined ? '/warnAt' : `${pointer}/warnAt`
  const goals = readGoals(file, usual, pointer)
  const warnAt = together(
    (file.warnAt ?? usual.warnAt ?? []).map((one, place) => readPercent(one, `${warnings}/${place}`)),
  )
  const priorities = prioritiesOf(file)
  const nobody =
    priorities.length === 0
      ? wrong(`${pointer}/priority`, 'No priority is named. Name one, or leave it out.')
      : understood(null)
  const { ticket: kind = null, service = null, customer = null } = file
  return {
    mistakes: [...goals.mistakes, ...warnAt.mistakes, ...nobody.mistakes],
    found: goals.found.flatMap(([target, goal]) =>
      priorities.map((priority) => ({
        pointer: `${pointer}/${target}`,
        warnings,
        target: { target, kind, priority, service, customer, goal, warnAt: warnAt.found },
      })),
    ),
  }
}
