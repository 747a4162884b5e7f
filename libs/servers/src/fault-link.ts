import type { Socket } from 'node:net'

/**
 * What happens to a request that is struck:
 * `cut-before`: the connection ends, and the server never hears of it;
 * `cut-after`: the server does it, and the connection ends before a byte of its answer;
 * `cut-half-way`: the connection ends in the middle of the answer;
 * `hold`: it stands still on the way, as all that follows it on this connection, until the fault is lifted;
 * `hold-answer`: the server does it, and its answer stands still;
 * `delay`: it goes on after some time.
 */
export type ProxyTrouble = 'cut-before' | 'cut-after' | 'cut-half-way' | 'hold' | 'hold-answer' | 'delay'

export interface ProxyFault {
  readonly what: ProxyTrouble
  /** which requests; default: all */
  readonly on?: (request: Buffer) => boolean
  /** how many requests it strikes; default: until it is lifted */
  readonly times?: number
  /** milliseconds, of `delay` */
  readonly milliseconds?: number
}

/** One connection through the proxy. */
export interface Link {
  /** lets go what stands still */
  readonly release: () => void
  readonly cut: () => void
}

/** One direction: passes bytes on, and holds them back while it is told to. */
const lane = (to: Socket) => {
  const held: Buffer[] = []
  let holding = false
  const release = (): void => {
    holding = false
    for (const bytes of held.splice(0)) to.write(bytes)
  }
  return {
    pass: (bytes: Buffer): void => {
      if (holding) held.push(bytes)
      else to.write(bytes)
    },
    hold: (): void => {
      holding = true
    },
    release,
  }
}

/** Joins a client and the server; `struckBy` tells what happens to each request. */
export const link = (client: Socket, server: Socket, struckBy: (request: Buffer) => ProxyFault | undefined): Link => {
  const requests = lane(server)
  const answers = lane(client)
  let answer: 'whole' | 'none' | 'half' = 'whole'
  const cut = (): void => {
    client.destroy()
    server.destroy()
  }
  const troubles: Readonly<Record<ProxyTrouble, (request: Buffer, fault: ProxyFault) => void>> = {
    'cut-before': cut,
    'cut-after': (request) => {
      answer = 'none'
      requests.pass(request)
    },
    'cut-half-way': (request) => {
      answer = 'half'
      requests.pass(request)
    },
    hold: (request) => {
      requests.hold()
      requests.pass(request)
    },
    'hold-answer': (request) => {
      answers.hold()
      requests.pass(request)
    },
    delay: (request, { milliseconds = 0 }) => {
      requests.hold()
      requests.pass(request)
      setTimeout(requests.release, milliseconds)
    },
  }
  client.on('data', (request: Buffer) => {
    const fault = struckBy(request)
    if (fault === undefined) requests.pass(request)
    else troubles[fault.what](request, fault)
  })
  server.on('data', (bytes: Buffer) => {
    if (answer === 'whole') {
      answers.pass(bytes)
      return
    }
    if (answer === 'half') client.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), cut)
    else cut()
  })
  for (const socket of [client, server]) {
    socket.on('error', () => undefined)
    socket.on('close', cut)
  }
  return {
    release: () => {
      requests.release()
      answers.release()
    },
    cut,
  }
}
