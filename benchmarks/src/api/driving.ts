import { openFolder } from '@deskledger/register'
import { startChild } from '../child.ts'
import { orThrow } from '../or-throw.ts'
import {
  asker,
  loader,
  rawServer,
  type Asking,
  type AskedInAll,
  type Load,
  type Loaded,
  type Served,
} from './programs.ts'
import { serve, type Api } from './serving.ts'
import { raise } from './tickets.ts'

/** Those who ask at once. */
export const CALLERS = 64

/** Drives a server; fails where one request was not answered as it should be. */
export const drive = async (load: Load): Promise<Loaded> => {
  const child = startChild(loader, load)
  const loaded = await child.next()
  await child.end()
  return loaded
}

/** Asks the library itself. */
export const askDirectly = async (asking: Asking): Promise<AskedInAll> => {
  const child = startChild(asker, asking)
  const asked = await child.next()
  await child.end()
  return asked
}

/** Makes a ledger with so many tickets, whose read models hold them. */
export const fill = async (folder: string, tickets: number): Promise<void> => {
  const { ledger } = orThrow(await openFolder(folder, { create: true }))
  let next = 1
  const caller = async () => {
    while (next <= tickets) orThrow(await ledger.ask(raise(next++)))
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  orThrow(await ledger.catchUp())
  await ledger.close()
}

interface Place {
  /** for what the API says */
  readonly folder: string
  readonly ledger: string
}

/** With the API while a task runs, whatever comes of it. */
export const withApi = async <A>({ folder, ledger }: Place, task: (api: Api) => Promise<A>): Promise<A> => {
  const api = await serve(folder, ledger)
  try {
    return await task(api)
  } finally {
    await api.stop()
  }
}

/** With the raw server while a task runs. */
export const withRaw = async <A>(task: (raw: Served) => Promise<A>): Promise<A> => {
  const child = startChild(rawServer, {})
  try {
    return await task(await child.next())
  } finally {
    await child.end()
  }
}
