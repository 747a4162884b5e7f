import { judge } from './judging.spec.kit.ts'
import { everything } from './kept.spec.kit.ts'
import { projectorsKilled } from './killing.spec.kit.ts'
import { caughtUp, startAppending, until } from './projectors.spec.kit.ts'
import type { StoresKind } from './stores.spec.kit.ts'

/**
 * Milliseconds between two commands of those who append: the log must not grow by more than one projector can take up
 * in the end, and a stand-in of a server takes up far less than files do.
 */
const BETWEEN: Readonly<Record<StoresKind, number>> = { files: 10, servers: 100 }

projectorsKilled({
  state: 'projectors on %s that are killed at any moment, while others append',
  rule: (kills) => `skip nothing and double nothing, after ${kills} deaths, for two thirds of them two at once`,
  kills: { files: 16, servers: 6 },
  meanwhile: (shop, place, kind) => {
    const { acknowledged, ended, stop } = startAppending(shop, place, { upTo: 10_000_000, between: BETWEEN[kind] })
    return { lines: acknowledged, ended, stop }
  },
  brought: async (last) => {
    await until(async () => (await last.status()).holds.length === everything.length)
    await until(() => caughtUp(last))
  },
  judge,
})
