import type { Kind, Plan, Step, StepDone } from '@deskledger/applying'
import { paintResult } from '../answer.ts'
import type { Context } from '../context.ts'
import { counted } from '../words/numbers.ts'
import { wordsForCommand } from './command-words.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const unchangedWords = ({ unchanged }: Plan): readonly string[] =>
  unchanged.length === 0 ? [] : [`As the files say already: ${unchanged.join(', ')}.`]

/** What a run would ask. */
export const wordsForPlan = (context: Context, plan: Plan): string => {
  const paint = paintResult(context)
  const { steps, notes } = plan
  const commands = sum(steps.map(({ asks }) => asks.length))
  const head =
    commands === 0
      ? 'Nothing to do.'
      : `Nothing was written. ${counted(commands, 'command')} for ${counted(steps.length, 'stream')} would be asked:`
  const lines = steps.flatMap(({ stream, place, asks }) => [
    `${paint('bold', stream)}  ${paint('dim', place)}`,
    ...asks.map(({ command }) => `  ${command.type}  ${wordsForCommand(command)}`.trimEnd()),
  ])
  return [head, ...lines, ...unchangedWords(plan), ...notes].join('\n')
}

const eventsOf = ({ answers }: StepDone): readonly { readonly revision: number; readonly type: string }[] =>
  answers.flatMap(({ events }) => events)

/** What a run has done. */
export const wordsForDone = (context: Context, plan: Plan, done: readonly StepDone[]): string => {
  const paint = paintResult(context)
  const events = sum(done.map((one) => eventsOf(one).length))
  const head =
    events === 0
      ? 'Nothing to do: nothing was added.'
      : `Done: ${counted(events, 'event')} in ${counted(done.length, 'stream')}.`
  const lines = done.flatMap((one) => [
    `${paint('bold', one.step.stream)}  ${paint('dim', one.step.place)}`,
    ...eventsOf(one).map(({ revision, type }) => `  ${revision}  ${type}`),
  ])
  return [head, ...lines, ...unchangedWords(plan), ...plan.notes].join('\n')
}

type Shown = Readonly<Record<string, unknown>>

/** A command without what was looked up for it. */
const withoutOthers = (command: Step['asks'][number]['command']): Shown =>
  Object.fromEntries(Object.entries(command).filter(([name]) => name !== 'others'))

/** A step for programs. */
interface StepShown extends Pick<Step, 'id' | 'stream' | 'place' | 'revision'> {
  readonly kind: Kind
  /** in order; each under the identity that it is, or was, asked with */
  readonly commands: readonly { readonly commandId: string; readonly command: Shown }[]
  /** what was added; not there in a dry run */
  readonly events?: StepDone['answers'][number]['events']
}

const jsonOfStep = ({ kind, id, stream, revision, place, asks }: Step): StepShown => ({
  kind,
  id,
  stream,
  place,
  revision,
  commands: asks.map(({ command, commandId }) => ({ commandId, command: withoutOthers(command) })),
})

/** What a run would ask, or has done, for programs. */
export const jsonFor = ({ steps, unchanged, notes }: Plan, done: readonly StepDone[] | null) => ({
  dryRun: done === null,
  steps:
    done === null ? steps.map(jsonOfStep) : done.map((one) => ({ ...jsonOfStep(one.step), events: eventsOf(one) })),
  unchanged,
  notes,
})
