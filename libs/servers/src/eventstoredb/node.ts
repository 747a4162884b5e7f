import type { Context, OpenCall } from './calls/context.ts'
import { credentialsOf, serviceOf, type Identity, type ServiceOptions } from './service.ts'
import { listen } from './sockets.ts'

/** A node that runs. */
export interface RunningNode {
  readonly port: number
  readonly open: ReadonlySet<OpenCall>
  readonly drop: () => void
  /** gently: calls are cancelled, then connections closed; hard: connections are reset at once */
  readonly stop: (how: 'gently' | 'hard') => Promise<void>
}

export interface NodeOptions extends ServiceOptions {
  readonly port: number
  readonly identity: Identity | undefined
  /** what the node's calls share, but for what only the node knows */
  readonly context: Omit<Context, 'open' | 'drop'>
}

/** Milliseconds a gentle stop leaves readers to take what was sent. */
const GRACE = 250

const after = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const settle = (open: ReadonlySet<OpenCall>, milliseconds: number): Promise<void> => {
  for (const call of [...open]) call.stop()
  return after(milliseconds)
}

export const startNode = async ({ port, identity, context, ...options }: NodeOptions): Promise<RunningNode> => {
  const open = new Set<OpenCall>()
  const dropping: { now: (peer?: string) => void } = { now: () => undefined }
  const drop = (peer?: string) => {
    dropping.now(peer)
  }
  const server = serviceOf({ ...context, open, drop }, options)
  const injector = server.createConnectionInjector(credentialsOf(identity))
  const sockets = await listen(port, (socket) => {
    injector.injectConnection(socket)
  })
  dropping.now = sockets.drop
  return {
    port: sockets.port,
    open,
    drop,
    stop: async (how) => {
      const closed = sockets.close()
      if (how === 'gently') {
        await settle(open, open.size > 0 ? GRACE : 0)
        injector.drain(0)
        await Promise.race([closed, after(GRACE)])
      }
      sockets.drop()
      await closed
      server.forceShutdown()
    },
  }
}
