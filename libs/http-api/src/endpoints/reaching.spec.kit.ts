import type { AnyPractice, Json } from '@deskledger/kernel'
import { nouns, type NounName } from '@deskledger/nouns'
import * as E from 'fp-ts/lib/Either.js'
import { practiceOf } from '../asking/commands-here.ts'
import { exampleOf } from './examples.ts'

type Command = Readonly<Record<string, Json>>

/** A state of a stream, and the example commands that led there. */
interface Reached {
  readonly state: unknown
  readonly asked: readonly Command[]
}

type Found = ReadonlyMap<string, readonly Command[]>

/** Where an example leads; undefined: it is refused, or changes nothing. */
const after = ({ decider }: AnyPractice, { state, asked }: Reached, command: Command): Reached | undefined => {
  const events = decider.decide(command as never, state)
  if (E.isLeft(events) || events.right.length === 0) return undefined
  const next = events.right.reduce((before, event) => decider.evolve(before as never, event as never), state)
  return { state: next, asked: [...asked, command] }
}

const MOST_STEPS = 8

/** Every example asked in every state: which changed something, and where it led. */
const stepped = (practice: AnyPractice, here: readonly Reached[], examples: readonly Command[]) =>
  here.flatMap((reached) =>
    examples.flatMap((command) => {
      const there = after(practice, reached, command)
      return there === undefined ? [] : [{ type: command['type'] as string, before: reached.asked, there }]
    }),
  )

/** For each command of a practice the fewest examples after which its own changes something, by asking the rules. */
const foundIn = (practice: AnyPractice): Found => {
  const noun = nouns[practice.name as NounName]
  const examples = Object.keys(practice.commands).map((type) => exampleOf(noun, type, { without: [] }))
  const found = new Map<string, readonly Command[]>()
  const seen = new Set<string>()
  let here: readonly Reached[] = [{ state: practice.decider.initial, asked: [] }]
  for (let step = 0; step < MOST_STEPS && found.size < examples.length; step++) {
    const steps = stepped(practice, here, examples)
    for (const { type, before } of steps) if (!found.has(type)) found.set(type, before)
    const fresh = new Map(steps.map(({ there }) => [JSON.stringify(there.state), there]))
    here = [...fresh].filter(([state]) => !seen.has(state)).map(([, there]) => there)
    for (const state of fresh.keys()) seen.add(state)
  }
  return found
}

const known = new Map<string, Found>()

/** What must have been asked before the example of a command changes something: examples of its practice, in order. */
export const examplesBefore = (type: string): readonly Command[] => {
  const practice = practiceOf(type)
  if (practice === undefined) throw new Error(`There is no command ${type}.`)
  const found = known.get(practice.name) ?? foundIn(practice)
  known.set(practice.name, found)
  const before = found.get(type)
  if (before === undefined) throw new Error(`No examples lead to where the example of ${type} changes something.`)
  return before
}
