import * as E from 'fp-ts/lib/Either.js'
import { uuidv5, type Uuid } from '@deskledger/kernel'
import type { IncidentTimeline } from '@deskledger/practices/incident'
import type { RuntimeFailure } from '@deskledger/runtime'
import type { DeskLedger } from './desk-ledger.ts'

const BEFORE_DIGITS = 'INC0'
const AFTER_DIGITS = 'INC:'

type Outcome<A> = Promise<E.Either<RuntimeFailure, A>>

/** The highest number in use: imports keep the numbers of their source, so it may be one that was never given here. */
const highest = async (ledger: DeskLedger): Outcome<number> => {
  const page = await ledger.find('incident-timeline', {
    where: [{ path: 'incidentId', from: BEFORE_DIGITS, before: AFTER_DIGITS }],
    sort: [{ path: 'incidentId', descending: true }],
    limit: 1,
  })
  if (E.isLeft(page)) return page
  const first = page.right.found[0]?.document as IncidentTimeline | undefined
  return E.right(Number(/^INC(\d{1,15})/.exec(first?.incidentId ?? '')?.[1] ?? 0))
}

const isMine = async (ledger: DeskLedger, id: string, commandId: Uuid | undefined): Outcome<boolean> => {
  const events = await ledger.history(`incident-${id}`, { limit: 1 })
  return E.map((found: readonly { readonly metadata: { readonly commandId: Uuid } }[]) =>
    found.every(({ metadata }) => metadata.commandId === commandId),
  )(events)
}

/** What a command is given numbers under: something else once a number turned out to be taken. */
const keyOf = (commandId: Uuid | undefined, attempt: number): { readonly commandId?: Uuid } => {
  if (commandId === undefined) return {}
  return { commandId: attempt === 0 ? commandId : uuidv5(commandId, `number ${attempt}`) }
}

/**
 * Gives incidents numbers that nobody else is ever given, as `INC0000042`: the same one for the same `commandId`. What
 * imports used is looked up at first, and whenever a number turns out to be taken.
 */
export const incidentNumbers = (ledger: DeskLedger) => {
  let above: number | undefined
  const lift = async (): Outcome<number> => {
    const found = above === undefined ? await highest(ledger) : E.right(above)
    if (E.isRight(found)) above = found.right
    return found
  }
  return async (commandId?: Uuid): Outcome<string> => {
    for (let attempt = 0; ; attempt++) {
      const used = await lift()
      if (E.isLeft(used)) return used
      const key = keyOf(commandId, attempt)
      const reserved = await ledger.reserve('incident', { count: 1, above: used.right, ...key })
      if (E.isLeft(reserved)) return reserved
      const id = `INC${String(reserved.right.from).padStart(7, '0')}`
      const free = await isMine(ledger, id, commandId)
      if (E.isLeft(free)) return free
      if (free.right) return E.right(id)
      above = undefined
    }
  }
}
