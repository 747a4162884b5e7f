import * as E from 'fp-ts/lib/Either.js'
import {
  uuidv5,
  type AnyPractice,
  type Instant,
  type Message,
  type PersonId,
  type StoredEvent,
} from '@deskledger/kernel'
import { agreementPractice, agreementsInForce, type InForce } from '@deskledger/practices/agreement'
import { businessCalendarPractice } from '@deskledger/practices/business-calendar'
import type { ApplyingLedger, Ask, Asked, LedgerTrouble } from './planning/ledger.ts'

export const asking = { by: 'ada' as PersonId, at: '2025-03-01T09:30:00.000Z' as Instant }

const practices = [businessCalendarPractice, agreementPractice] as unknown as readonly AnyPractice[]

/** A ledger in memory: rules and projections are the real ones. */
export interface TestLedger extends ApplyingLedger {
  /** every event, in the order of the log */
  readonly log: readonly StoredEvent[]
  /** called before each question; what it answers is the outcome instead */
  readonly interfere: (before: (stream: string) => Interference) => void
  /** asks as somebody else would */
  readonly asked: (asks: readonly Ask[]) => E.Either<LedgerTrouble, readonly Asked[]>
}

/** Nothing; or a trouble, before or after the commands were stored. */
export type Interference = undefined | { readonly trouble: LedgerTrouble; readonly stored: boolean }

export const openTestLedger = (): TestLedger => {
  const log: StoredEvent[] = []
  let interference: (stream: string) => Interference = () => undefined
  const eventsOf = (stream: string): readonly StoredEvent[] => log.filter((event) => event.stream === stream)

  const store = (
    practice: AnyPractice,
    stream: string,
    { command, commandId }: Ask,
  ): E.Either<LedgerTrouble, Asked> => {
    const before = eventsOf(stream)
    const known = before.filter(({ metadata }) => metadata.commandId === commandId)
    const state = before.reduce(
      (folded, { data }) => practice.decider.evolve(folded, data as Message),
      practice.decider.initial,
    )
    const decision = practice.decider.decide(command, state)
    if (known.length > 0) return E.right({ revision: known.length, events: known })
    if (E.isLeft(decision)) return E.left({ type: decision.left.type, message: `Refused: ${decision.left.type}.` })
    const events = decision.right.map((data, index) => ({
      stream,
      revision: before.length + index,
      position: String(log.length + index),
      eventId: uuidv5(commandId, String(index)),
      type: data.type,
      data,
      metadata: { commandId, correlationId: commandId, causationId: commandId, schemaVersion: 1 },
      recordedAt: asking.at,
      hash: '',
    }))
    log.push(...events)
    return E.right({ revision: before.length + events.length - 1, events })
  }

  const streamOf = ({ command }: Ask): readonly [AnyPractice, string] => {
    const practice = practices.find(({ commands }) => Object.hasOwn(commands, command.type))
    if (practice === undefined) throw new Error(`no practice has ${command.type}`)
    return [practice, `${practice.name}-${practice.keyOf(command)}`]
  }

  const asked = (asks: readonly Ask[]): E.Either<LedgerTrouble, readonly Asked[]> => {
    const length = log.length
    const answers: Asked[] = []
    for (const ask of asks) {
      const answer = store(...streamOf(ask), ask)
      if (E.isLeft(answer)) {
        log.length = length
        return answer
      }
      answers.push(answer.right)
    }
    return E.right(answers)
  }

  const inForce = (): readonly InForce[] => {
    const rows = new Map<string, InForce>()
    for (const event of log.filter(({ type }) => agreementsInForce.on.includes(type))) {
      const taken = event as Parameters<typeof agreementsInForce.apply>[1]
      for (const key of agreementsInForce.keysOf(taken)) {
        const row = agreementsInForce.apply(rows.get(key), taken, key)
        if (row === undefined) rows.delete(key)
        else rows.set(key, row)
      }
    }
    return [...rows.values()]
  }

  return {
    log,
    interfere: (before) => {
      interference = before
    },
    asked,
    history:
      (stream, from = 0) =>
      () =>
        Promise.resolve(E.right(eventsOf(stream).slice(from))),
    inForce: () => () => Promise.resolve(E.right(inForce())),
    ask: (asks) => () => {
      const [first] = asks
      const met = first === undefined ? undefined : interference(streamOf(first)[1])
      if (met === undefined) return Promise.resolve(asked(asks))
      if (met.stored) asked(asks)
      return Promise.resolve(E.left(met.trouble))
    },
  }
}

/** What went well, or an error that says what did not. */
export const orThrow = <A>(outcome: E.Either<LedgerTrouble, A>): A => {
  if (E.isLeft(outcome)) throw new Error(outcome.left.message)
  return outcome.right
}
