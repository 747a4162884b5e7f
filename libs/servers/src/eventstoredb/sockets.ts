import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** The listening side of a node: it owns the sockets, so that a drop is a real one. */
export interface Sockets {
  readonly port: number
  /** resets the connection of a peer (`address:port`), or all connections */
  readonly drop: (peer?: string) => void
  /** takes no more connections */
  readonly close: () => Promise<void>
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress ?? ''}:${remotePort ?? ''}`

/** Listens on a port of 127.0.0.1; 0 takes a free one. */
export const listen = (port: number, accept: (socket: Socket) => void): Promise<Sockets> =>
  new Promise((resolve, reject) => {
    const sockets = new Map<string, Socket>()
    const server = createServer((socket) => {
      const peer = peerOf(socket)
      sockets.set(peer, socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
      socket.once('close', () => sockets.delete(peer))
      accept(socket)
    })
    const dropped = (peer: string | undefined) =>
      peer === undefined
        ? [...sockets.values()]
        : [...sockets].filter(([key]) => key === peer).map(([, socket]) => socket)
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo
      resolve({
        port: taken,
        drop: (peer) => {
          for (const socket of dropped(peer)) socket.resetAndDestroy()
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed()
            })
          }),
      })
    })
  })
