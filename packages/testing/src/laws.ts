import { canonicalJson, decodeStrictly, type Message, type Practice } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { arbitraryOf } from './arbitrary-of.ts'
import { poisoned } from './poisoned.ts'
import type { Words } from './words.ts'

type Lawful<C extends Message, S, V extends Message, R extends Message> = Pick<
  Practice<C, S, V, R>,
  'decider' | 'commands' | 'events' | 'schemaVersions' | 'upcast'
>

export interface LawOptions<Command> {
  /** types of commands that may begin a stream: histories that begin otherwise are all refused */
  readonly first: readonly string[]
  /** values of words that are not the kernel's */
  readonly words?: Words
  /** false: a repeat of this command is recognised by its id alone, before the rules are asked */
  readonly repeatable?: (command: Command) => boolean
  /** histories tried for each law, default 300 */
  readonly runs?: number
}

const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

const anyOf = <Value>(codecs: readonly t.Mixed[], words: Words): fc.Arbitrary<Value> =>
  fc.oneof(...codecs.map((codec) => arbitraryOf(codec, words) as fc.Arbitrary<Value>))

/** Histories of commands, and lists of events in any order. */
const arbitraries = <C extends Message, S, V extends Message, R extends Message>(
  practice: Lawful<C, S, V, R>,
  { first, words = {} }: LawOptions<C>,
) => {
  const commands = practice.commands as Readonly<Record<string, t.Mixed>>
  const beginnings = first.flatMap((type) => commands[type] ?? [])
  const begin = anyOf<C>(beginnings, words)
  const goOn = fc.array(anyOf<C>(Object.values(commands), words), { maxLength: 40, size: 'max' })
  const events = anyOf<V>(Object.values<t.Mixed>(practice.events), words)
  return {
    histories: fc.tuple(begin, goOn).map(([one, more]) => [one, ...more] as const),
    events: fc.array(events, { maxLength: 30, size: 'max' }),
  }
}

/**
 * The laws every practice keeps, as properties, with clock, chance and timers poisoned. Registers its own `describe`.
 * @example laws(incidentPractice, { first: ['RaiseIncident'] })
 */
export const laws = <C extends Message, S, V extends Message, R extends Message>(
  practice: Lawful<C, S, V, R>,
  options: LawOptions<C>,
): void => {
  const { initial, decide, evolve } = practice.decider
  const { histories, events } = arbitraries(practice, options)
  const { runs: numRuns = 300, repeatable = () => true } = options
  const codecOf = (type: string): t.Mixed | undefined => (practice.events as Readonly<Record<string, t.Mixed>>)[type]

  /** Asks each command in turn; `seen` looks at every step. */
  const live = (commands: readonly C[], seen: (command: C, before: S, after: S) => void = () => undefined) =>
    commands.reduce<{ readonly state: S; readonly events: readonly V[] }>(
      (past, command) => {
        const decision = decide(command, past.state)
        if (E.isLeft(decision)) return past
        const state = frozen(frozen(decision.right).reduce(evolve, past.state))
        seen(command, past.state, state)
        return { state, events: [...past.events, ...decision.right] }
      },
      { state: frozen(initial), events: [] },
    )

  const decoded = (event: V): V => {
    const { type } = event
    const stored: unknown = JSON.parse(canonicalJson(event))
    const version = (practice.schemaVersions as Readonly<Record<string, number>>)[type] ?? 0
    const codec = codecOf(type)
    const result = codec && decodeStrictly(codec, practice.upcast(type, version, stored))
    if (result === undefined || E.isLeft(result)) throw new Error(`${type} does not decode: ${JSON.stringify(result)}`)
    return result.right as V
  }

  const check = (name: string, property: (commands: readonly C[]) => void) => {
    it(name, () => {
      fc.assert(
        fc.property(histories, (commands) => {
          poisoned(() => {
            property(frozen(commands))
          })
        }),
        { numRuns },
      )
    })
  }
  const same = (a: unknown, b: unknown, what: string) => {
    const [left, right] = [canonicalJson(a), canonicalJson(b)]
    if (left !== right) throw new Error(`${what}: ${left} is not ${right}`)
  }

  describe('laws', () => {
    check('any accepted history replays from what is stored', (commands) => {
      const { state, events: happened } = live(commands)
      same(happened.map(decoded), happened, 'stored and read')
      same(happened.map(decoded).reduce(evolve, initial), state, 'replayed')
    })
    check('a command repeated adds nothing', (commands) => {
      live(commands, (command, _before, after) => {
        const again = repeatable(command) ? decide(command, after) : E.right([])
        if (E.isRight(again)) same(again.right, [], `${command.type} again`)
      })
    })
    check('a decision depends on command and state alone', (commands) => {
      live(commands, (command, before) => {
        same(decide(command, before), decide(command, before), command.type)
      })
    })
    it('evolve takes any event on any state, and folding twice gives the same bytes', () => {
      fc.assert(
        fc.property(events, (history) => {
          poisoned(() => {
            const fold = () => frozen(history).reduce((state, event) => frozen(evolve(state, event)), frozen(initial))
            same(fold(), fold(), 'folded twice')
          })
        }),
        { numRuns },
      )
    })
  })
}
