import type { MongoClient } from 'mongodb'

/** What a client says of itself, as far as it shows that one of its calls will never end. */
export interface Signs extends Pick<MongoClient, 'on'> {
  readonly options: Pick<
    MongoClient['options'],
    'heartbeatFrequencyMS' | 'connectTimeoutMS' | 'socketTimeoutMS' | 'loadBalanced'
  >
}

/** Things that must go on within a time, each under a name of its own. */
interface Deadlines {
  readonly begin: (name: string, milliseconds: number) => void
  readonly end: (name: string) => void
  readonly endAll: () => void
}

const deadlines = (late: () => void): Deadlines => {
  const timers = new Map<string, NodeJS.Timeout>()
  const end = (name: string): void => {
    clearTimeout(timers.get(name))
    timers.delete(name)
  }
  const begin = (name: string, milliseconds: number): void => {
    end(name)
    timers.set(name, setTimeout(late, milliseconds).unref())
  }
  const endAll = (): void => {
    for (const name of [...timers.keys()]) end(name)
  }
  return { begin, end, endAll }
}

/** Milliseconds: the driver looks at most 500 ms after it was asked to, and a connection that stands answers at once. */
const SOON = 1_500

/** What is known of a server and its monitor. */
interface Known {
  /** whether the monitor's last look was answered, so that its connection stands */
  readonly stands: boolean
  /** whether a call of the application failed since: nothing is asked of the server until the monitor has looked again */
  readonly isBarred: boolean
}

/**
 * A monitor pauses, connects, and shakes hands: of one that is well, something is heard within that time. It is heard
 * soon, where it was told to look again on a connection that stands, and nothing else can be asked until it has.
 */
const watchMonitors = (client: Signs, { begin, end }: Deadlines): void => {
  const { heartbeatFrequencyMS, connectTimeoutMS } = client.options
  const longest = heartbeatFrequencyMS + 2 * connectTimeoutMS
  const servers = new Map<string, Known>()
  const learn = (address: string, news: Partial<Known>): void => {
    const before = servers.get(address)
    if (before === undefined) return
    const now = { ...before, ...news }
    servers.set(address, now)
    begin(address, now.stands && now.isBarred ? Math.min(SOON, longest) : longest)
  }
  client.on('serverOpening', ({ address }) => {
    servers.set(address, { stands: false, isBarred: false })
    begin(address, longest)
  })
  client.on('serverHeartbeatStarted', ({ connectionId: address }) => {
    learn(address, {})
  })
  client.on('serverHeartbeatSucceeded', ({ connectionId: address }) => {
    learn(address, { stands: true, isBarred: false })
  })
  client.on('serverHeartbeatFailed', ({ connectionId: address }) => {
    learn(address, { stands: false })
  })
  client.on('serverDescriptionChanged', ({ address, newDescription }) => {
    learn(address, { isBarred: newDescription.type === 'Unknown' })
  })
  client.on('serverClosed', ({ address }) => {
    servers.delete(address)
    end(address)
  })
}

interface OfConnection {
  readonly address: string
  readonly connectionId: number | '<monitor>'
}

/** A connection is out for one command, and each ends with the silence allowed. */
const watchConnections = (client: Signs, { begin, end }: Deadlines): void => {
  const longest = 3 * client.options.socketTimeoutMS
  const nameOf = ({ address, connectionId }: OfConnection): string => `${address} ${connectionId}`
  client.on('connectionCheckedOut', (event) => {
    begin(nameOf(event), longest)
  })
  client.on('connectionCheckedIn', (event) => {
    end(nameOf(event))
  })
}

/**
 * Tells that a client must be replaced. The driver limits every step but one: what it writes to a socket that was just
 * destroyed waits for that socket to drain, which never happens. A monitor that this befalls never looks at its server
 * again, so that nothing is asked of it any more; a connection that it befalls never returns to its pool. Neither is
 * watched behind a load balancer: there are no monitors, and cursors keep their connections. It is told too when the
 * client gave up by itself, as it does when its first connection fails.
 * @source `writeCommand` in `lib/cmap/connection.js` of mongodb 7.8.0 and 7.9.0
 */
export const onStruck = (client: Signs, tell: () => void): void => {
  const watched = deadlines(() => {
    watched.endAll()
    tell()
  })
  const { loadBalanced, socketTimeoutMS } = client.options
  if (!loadBalanced) watchMonitors(client, watched)
  if (!loadBalanced && socketTimeoutMS > 0) watchConnections(client, watched)
  client.on('topologyClosed', () => {
    watched.endAll()
    tell()
  })
}
