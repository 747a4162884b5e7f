import {
  uuidv5,
  type AnyFlow,
  type AnyPractice,
  type Known,
  type Message,
  type StoredEvent,
  type Uuid,
} from '@deskledger/kernel'
import { agreementPractice } from '@deskledger/practices/agreement'
import { businessCalendarPractice } from '@deskledger/practices/business-calendar'
import { incidentPractice } from '@deskledger/practices/incident'
import { serviceLevelClockPractice } from '@deskledger/practices/service-level-clock'
import * as E from 'fp-ts/lib/Either.js'

/** A command as somebody outside writes it. */
export type Written = Message & Readonly<Record<string, unknown>>

const practices = [
  incidentPractice,
  businessCalendarPractice,
  agreementPractice,
  serviceLevelClockPractice,
] as unknown as readonly AnyPractice[]

const namespace = '1b671a64-40d5-491e-99b0-da01ff1f3341' as Uuid
const none = { commandId: namespace, correlationId: namespace, causationId: namespace, schemaVersion: 1 }

const practiceOf = ({ type }: Message): AnyPractice => {
  const found = practices.find(({ commands }) => type in commands)
  if (found === undefined) throw new Error(`No practice knows ${type}`)
  return found
}

/** A flow with what it remembers. */
const mindful = (flow: AnyFlow) => {
  const documents = new Map<string, object>()
  const before: Known<object> = (key) => documents.get(key)
  return (event: StoredEvent<object>): readonly Message[] => {
    if (!flow.knows.on.includes(event.type)) return []
    const moved = new Map<string, object | undefined>()
    const known: Known<object> = (key) => (moved.has(key) ? moved.get(key) : before(key))
    for (const key of flow.knows.keysOf(event)) moved.set(key, flow.knows.remember(before(key), event, { key, known }))
    const asked = flow.on.includes(event.type) ? flow.asks(event, known, before) : []
    for (const [key, document] of moved) {
      if (document === undefined) documents.delete(key)
      else documents.set(key, document)
    }
    return asked
  }
}

/** A service desk without stores: commands in, and what follows from them by itself. */
export const openDesk = (flows: readonly AnyFlow[]) => {
  const minds = flows.map(mindful)
  const states = new Map<string, unknown>()
  const log: StoredEvent<Message>[] = []
  const asked: Message[] = []
  const refused: Message[] = []

  const stored = (stream: string, data: Message): StoredEvent<Message> => ({
    stream,
    revision: log.filter((event) => event.stream === stream).length,
    position: String(log.length).padStart(8, '0'),
    eventId: uuidv5(namespace, String(log.length)),
    type: data.type,
    data,
    metadata: none,
    recordedAt: '2025-01-01T00:00:00.000Z' as StoredEvent['recordedAt'],
    hash: '',
  })

  const happened = (stream: string, data: Message): void => {
    const event = stored(stream, data)
    log.push(event)
    for (const command of minds.flatMap((mind) => mind(event))) {
      asked.push(command)
      const refusal = ask(command)
      if (refusal !== undefined) refused.push(refusal)
    }
  }

  /** Why a rule says no; undefined: it was done, and what follows too. */
  const ask = (command: Message): Message | undefined => {
    const { name, keyOf, decider } = practiceOf(command)
    const stream = `${name}-${keyOf(command)}`
    const decision = decider.decide(command, states.get(stream) ?? decider.initial)
    if (E.isLeft(decision)) return decision.left
    for (const event of decision.right) {
      states.set(stream, decider.evolve(states.get(stream) ?? decider.initial, event))
      happened(stream, event)
    }
    return undefined
  }

  return {
    /** Asks commands that no rule forbids. */
    does: (...commands: readonly Message[]): void => {
      for (const command of commands) {
        const refusal = ask(command)
        if (refusal !== undefined) throw new Error(JSON.stringify(refusal))
      }
    },
    /** Asks a command that a rule may forbid. */
    tries: (command: Message): boolean => ask(command) === undefined,
    /** What flows have asked since last looked at. */
    asked: (): readonly Message[] => asked.splice(0),
    /** Rules that forbade what a flow asked. */
    refused: (): readonly Message[] => refused,
    log: (): readonly StoredEvent<Message>[] => log,
    state: (stream: string): unknown => states.get(stream),
  }
}
