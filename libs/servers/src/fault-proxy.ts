import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { makeIdentity } from './eventstoredb/tls.ts'
import { link, type Link, type ProxyFault } from './fault-link.ts'

export type { ProxyFault, ProxyTrouble } from './fault-link.ts'

export interface FaultProxy {
  /** `127.0.0.1:port` */
  readonly host: string
  /** Sets the fault that strikes from now on, in place of the one before. */
  readonly set: (fault: ProxyFault) => void
  /** Lifts the fault, and lets go what stood still. */
  readonly lift: () => void
  /** How many requests faults have struck so far. */
  readonly struck: () => number
  /** Ends every connection, and each new one, until `lift`: as a server that is not there. */
  readonly down: () => void
  readonly connections: () => number
  readonly stop: () => Promise<void>
}

export interface FaultProxyOptions {
  /** speaks TLS to clients, with a certificate that nobody trusts; default false */
  readonly tls?: boolean
}

const listener = async (tls: boolean, take: (socket: Socket) => void): Promise<Server> => {
  if (!tls) return createServer(take)
  const { identity } = await makeIdentity()
  return createTlsServer({ key: identity.key, cert: identity.certificate }, take)
}

/** Counts how often a fault may still strike. */
const limited = ({ on = () => true, times = Infinity }: ProxyFault, note: () => void) => {
  let left = times
  return (request: Buffer): boolean => {
    if (left === 0 || !on(request)) return false
    left--
    note()
    return true
  }
}

/**
 * A way to a server on which faults can be set: for any protocol in which a client asks and a server answers. `to` is
 * `host:port`.
 */
export const faultProxy = async (to: string, { tls = false }: FaultProxyOptions = {}): Promise<FaultProxy> => {
  const { hostname, port } = new URL(`tcp://${to}`)
  const links = new Set<Link>()
  let isDown = false
  let struck = 0
  let fault: { readonly of: ProxyFault; readonly strikes: (request: Buffer) => boolean } | undefined

  const server = await listener(tls, (client) => {
    client.on('error', () => undefined)
    if (isDown) {
      client.destroy()
      return
    }
    const made = link(client, connect(Number(port), hostname), (request) =>
      fault?.strikes(request) === true ? fault.of : undefined,
    )
    links.add(made)
    client.on('close', () => links.delete(made))
  })
  server.on('error', () => undefined)
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (of) => {
      fault = { of, strikes: limited(of, () => struck++) }
    },
    lift: () => {
      fault = undefined
      isDown = false
      for (const one of links) one.release()
    },
    struck: () => struck,
    down: () => {
      isDown = true
      for (const one of links) one.cut()
    },
    connections: () => links.size,
    stop: async () => {
      for (const one of links) one.cut()
      server.close()
      await once(server, 'close')
    },
  }
}
