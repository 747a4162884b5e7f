import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { mongoDb } from '@deskledger/servers'
import type { DoubleUrl } from './double.spec.child.ts'
import type { Place, Workshop } from './projectors.spec.kit.ts'

/** Stores that several processes work on. */
export interface TestStores {
  readonly newPlace: () => Place
  readonly stop: () => Promise<void>
}

export type StoresKind = 'files' | 'servers'

const startDouble = async (
  shop: Workshop,
): Promise<{ readonly url: DoubleUrl; readonly stop: () => Promise<void> }> => {
  const child = spawn(process.execPath, [shop.program('double.spec.child')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [url] = (await once(createInterface(child.stdout), 'line')) as [DoubleUrl]
  const stop = async () => {
    const ended = once(child, 'exit')
    child.stdin.end()
    await ended
  }
  return { url, stop }
}

export const onDatabase = (url: string, database: string): string => {
  const [base = '', options] = url.split('?')
  return `${base.replace(/\/$/, '')}/${database}${options === undefined ? '' : `?${options}`}`
}

/** The double in a process of its own, and the MongoDB that this machine can give. */
const startServers = async (shop: Workshop): Promise<TestStores> => {
  const [double, mongo] = await Promise.all([startDouble(shop), mongoDb({ standIn: 'mongo-java-server' })])
  return {
    newPlace: () => ({ events: double.url, views: onDatabase(mongo.url, mongo.newDatabase()) }),
    stop: async () => {
      await double.stop()
      await mongo.stop()
    },
  }
}

/** Stores of one kind. Of a double there is one log: one place. */
export const startStores = (kind: StoresKind, shop: Workshop): Promise<TestStores> =>
  kind === 'servers' ? startServers(shop) : Promise.resolve({ newPlace: shop.newPlace, stop: () => Promise.resolve() })
