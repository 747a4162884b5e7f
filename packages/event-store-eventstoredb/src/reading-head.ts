import { BACKWARDS, END, type AllStreamResolvedEvent } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreFailure } from '@deskledger/event-store'
import { START, type Position } from '@deskledger/kernel'
import { drain } from './draining.ts'
import { openFeed } from './feed.ts'
import { attemptOf, done, failedBy, patiently, silentFor, type Attempt } from './patience.ts'
import { recognise } from './recognising.ts'
import type { Server } from './server.ts'

const attempt = async (server: Server, lookAt: number, patience: number): Promise<Attempt<Position>> => {
  let head: Position = START
  let failure: StoreFailure | undefined
  const reading = server.client.readAll({
    direction: BACKWARDS,
    fromPosition: END,
    requiresLeader: true,
    ...(lookAt < Infinity && { maxCount: lookAt }),
  })
  const feed = openFeed<AllStreamResolvedEvent>(reading, () => reading.cancel())
  const drained = await drain(feed, patience, ({ event }) => {
    const recognised = event && recognise(server.names, event)
    if (recognised?.kind === 'ours') head = recognised.event.position
    if (recognised?.kind === 'failure') ({ failure } = recognised)
    return head === START && failure === undefined
  })
  if (failure !== undefined) return failedBy(failure)
  if (drained.kind === 'silence') return silentFor(patience)
  return drained.kind === 'error' ? attemptOf(server, 'read $all', drained.error) : done(head)
}

/** The position of the ledger's last event, behind whatever others wrote after it; START: it has none. */
export const readHead = (server: Server): Promise<E.Either<StoreFailure, Position>> =>
  patiently(server, 'read $all', (patience) => attempt(server, Infinity, patience))

/** Events at the end of the log that are looked at when a store is opened. */
const GREETED = 32

/** The first that is asked of a server: it answers, lets this user in and read, and wrote nothing too new lately. */
export const greet = async (server: Server): Promise<E.Either<StoreFailure, void>> => {
  const head = await patiently(server, 'read $all', async (patience) => {
    const greeting = await attempt(server, GREETED, patience)
    return greeting.kind === 'failed' && greeting.failure.type === 'Damaged' ? done(START) : greeting
  })
  return E.map(() => undefined)(head)
}
