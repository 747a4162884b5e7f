import * as E from 'fp-ts/lib/Either.js'
import { failed, type StoreFailure } from '@deskledger/event-store'
import { textOf } from './client-errors.ts'
import { readConnectionString, type Connection } from './connection-string.ts'
import { openHealth } from './health.ts'
import { isLedgerName, namesOf } from './names.ts'
import { attemptOf, done, patiently, silentFor, type Attempt } from './patience.ts'
import { greet } from './reading-head.ts'
import type { Server } from './server.ts'
import { releaseClient, shareClient, type Shared } from './shared-clients.ts'

export interface Opening {
  readonly ledger: string
  /** milliseconds */
  readonly patience: number
  readonly onTrouble: (sentence: string) => void
}

export interface Opened {
  readonly server: Server
  readonly markClosed: () => void
  /** gives the client back */
  readonly close: () => Promise<void>
}

/** What trying again does not mend. */
const notSo = (message: string) => failed('NotALedger', message)

const clientOf = (connection: Connection): E.Either<StoreFailure, Shared> => {
  try {
    return E.right(shareClient(connection))
  } catch (error) {
    return notSo(
      `The connection to EventStoreDB at ${connection.where} could not be set up (${textOf(error)}): see that the files of its certificates can be read.`,
    )
  }
}

const serverOf = (connection: Connection, { client, line }: Shared, opening: Opening): Opened => {
  const { where } = connection
  let isClosed = false
  const server: Server = {
    client,
    line,
    names: namesOf(opening.ledger),
    where,
    patience: opening.patience,
    health: openHealth(where, opening.onTrouble),
    closed: () => isClosed,
  }
  return {
    server,
    markClosed: () => {
      isClosed = true
    },
    close: () => releaseClient(connection),
  }
}

const late = <A>(milliseconds: number, task: Promise<Attempt<A>>): Promise<Attempt<A>> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(silentFor(milliseconds))
    }, milliseconds)
    task.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })

/** Asked before the first append, so that appends find the connection made. */
const offersAppends = (server: Server): Promise<E.Either<StoreFailure, boolean>> =>
  patiently(server, 'ask for its features', (patience) =>
    late(
      patience,
      server.client
        .offersBatchAppend()
        .then(done, (error: unknown) => attemptOf(server, 'ask for its features', error)),
    ),
  )

const meet = async (server: Server): Promise<E.Either<StoreFailure, void>> => {
  const greeted = await greet(server)
  if (E.isLeft(greeted)) return greeted
  const offered = await offersAppends(server)
  if (E.isLeft(offered)) return offered
  return offered.right
    ? E.right(undefined)
    : notSo(
        `EventStoreDB at ${server.where} is too old: it does not take appends in batches. Use version 24.10 or newer.`,
      )
}

/** Connects, and makes sure that the server answers, knows this user and lets it read. */
export const openingOf = async (text: string, opening: Opening): Promise<E.Either<StoreFailure, Opened>> => {
  if (!isLedgerName(opening.ledger))
    return failed(
      'Unstorable',
      `"${opening.ledger}" cannot be the name of a ledger: it is made of lower-case letters and digits.`,
    )
  const connection = readConnectionString(text)
  if (E.isLeft(connection)) return notSo(connection.left)
  const shared = clientOf(connection.right)
  if (E.isLeft(shared)) return shared
  const opened = serverOf(connection.right, shared.right, opening)
  const met = await meet(opened.server)
  if (E.isRight(met)) return E.right(opened)
  await opened.close()
  return met
}
