import { openProjections } from './beside/links.ts'
import type { OpenCall } from './calls/context.ts'
import { openCluster, type Cluster, type DoubleNode, type How } from './cluster.ts'
import { faultList, type FaultList, type FaultSwitches } from './faults.ts'
import { writeFirstRecords } from './first-records.ts'
import { storedIn, type StoredEvent } from './log/entries.ts'
import { openLog, type EventLog } from './log/event-log.ts'
import { openLogFile } from './log/log-file.ts'
import { cancelled, unavailable } from './protocol/refusals.ts'
import type { SizeLimits } from './sizes.ts'
import { limitsOf } from './sizes.ts'
import { makeIdentity, type Trust } from './tls.ts'
import { DEFAULT_USERS, type User } from './users.ts'

export interface DoubleOptions {
  /** a free one where nothing is said; with several nodes, that of the first */
  readonly port?: number
  /** where the log is kept; in memory where nothing is said */
  readonly folder?: string
  /** whether each write waits for the disk; without, it outlives the process but not the machine */
  readonly fsync?: boolean
  /** the first leads, the others follow and share its log */
  readonly nodes?: number
  /** with it clients must say who they are; without, everybody may do everything */
  readonly tls?: boolean
  /** with TLS: whether callers without a name may use what is open to all */
  readonly allowAnonymous?: boolean
  /** beside `admin` and `ops`, whose password is `changeit` */
  readonly users?: readonly User[]
  /** which server it passes for: 24.10, 25.0 or 25.1 and newer differ in how large an append may be */
  readonly version?: string
  /** bytes of one append, where the version's measure is not wanted */
  readonly maxAppendSize?: number
  /** milliseconds in which all parts of one append must arrive; 2 seconds where nothing is said */
  readonly writeTimeout?: number
  /** milliseconds that storing may take: a write that takes longer is stored, and answered as timed out */
  readonly commitTimeout?: number
  /** recent ids by which ANY and STREAM_EXISTS know repeats */
  readonly rememberedIds?: number
  /** without it the client appends by the unary call */
  readonly batchAppend?: boolean
}

/** A name and a password for a connection string. */
export interface Credentials {
  readonly name: string
  readonly password: string
}

/** A server for tests that speaks the protocol of EventStoreDB. Not a database: for tests only. */
export interface EventStoreDouble {
  /** as a client connects: `esdb://127.0.0.1:PORT?tls=false` */
  readonly url: string
  /** the same for somebody who logs in */
  readonly urlFor: (credentials: Credentials) => string
  readonly port: number
  readonly version: string
  /** with TLS: what clients need to trust it */
  readonly trust: Trust | undefined
  readonly nodes: readonly DoubleNode[]
  /** how many calls are under way: appends, deletions, reads, subscriptions */
  readonly calls: () => number
  readonly faults: FaultSwitches
  readonly stop: (how?: How) => Promise<void>
  /** starts again on the same ports with the same log; stops first where it runs */
  readonly restart: (how?: How) => Promise<void>
  readonly log: {
    /** every stored event in the order of the log, system events included */
    readonly scan: () => Iterable<StoredEvent>
    readonly count: () => number
  }
}

const HOST = '127.0.0.1'
const DEFAULTS = {
  port: 0,
  fsync: false,
  nodes: 1,
  tls: false,
  allowAnonymous: false,
  users: [],
  version: '24.10.0',
  writeTimeout: 2000,
  commitTimeout: Infinity,
  rememberedIds: 100_000,
  batchAppend: true,
}

type Settings = DoubleOptions & Required<Omit<DoubleOptions, 'folder' | 'maxAppendSize'>>

interface Kept {
  readonly log: EventLog
  readonly close: () => void
}

const openKept = ({ folder, fsync, rememberedIds }: Settings): Kept => {
  if (folder === undefined) {
    return { log: openLog({ keep: () => undefined, kept: [], rememberedIds }), close: () => undefined }
  }
  const { kept, keep, close } = openLogFile(folder, { fsync })
  return { log: openLog({ keep, kept, rememberedIds }), close }
}

const switchesOf = (faults: FaultList, log: EventLog, cluster: Cluster): FaultSwitches => {
  const subscriptions = () => cluster.calls().filter(({ kind }) => kind === 'subscription')
  const all = (act: (call: OpenCall) => void) => () => {
    for (const call of subscriptions()) act(call)
  }
  return {
    set: faults.set,
    clear: faults.clear,
    struck: faults.struck,
    forgetIds: log.forgetIds,
    subscriptions: {
      cancel: all((call) => {
        call.fail(cancelled)
      }),
      fail: all((call) => {
        call.fail(unavailable)
      }),
      end: all((call) => {
        call.end()
      }),
      fallBehind: all((call) => {
        call.fallBehind()
      }),
      count: () => subscriptions().length,
    },
    dropConnections: cluster.dropConnections,
  }
}

const addressed = ({ nodes }: Cluster, trust: Trust | undefined) => {
  const hosts = nodes.map(({ host, port }) => `${host}:${port}`).join(',')
  const query = trust === undefined ? 'tls=false' : `tls=true&tlsCAFile=${encodeURIComponent(trust.caFile)}`
  return {
    url: `esdb://${hosts}?${query}`,
    urlFor: ({ name, password }: Credentials) =>
      `esdb://${encodeURIComponent(name)}:${encodeURIComponent(password)}@${hosts}?${query}`,
  }
}

const limitsIn = ({ version, maxAppendSize }: Settings): SizeLimits => {
  const limits = limitsOf(version)
  return maxAppendSize === undefined ? limits : { ...limits, append: maxAppendSize }
}

/** All that a double is made of, not yet listening. */
const assembled = async (settings: Settings) => {
  const { version, writeTimeout, commitTimeout, batchAppend, allowAnonymous, nodes, port, tls } = settings
  const users = [...DEFAULT_USERS, ...settings.users]
  const kept = openKept(settings)
  const { log } = kept
  const faults = faultList()
  const made = tls ? await makeIdentity() : undefined
  const limits = limitsIn(settings)
  const cluster = openCluster({
    host: HOST,
    ports: Array.from({ length: nodes }, (_, i) => (i === 0 ? port : 0)),
    identity: made?.identity,
    service: { batchAppend, beside: { projections: openProjections(log), groups: new Set() } },
    shared: { log, faults, users, isSecure: tls, allowAnonymous, limits, writeTimeout, commitTimeout, version },
  })
  if (log.entries.length === 0) writeFirstRecords(log, users)
  return { kept, log, faults, made, cluster }
}

/** Starts the double; it listens on 127.0.0.1 when this resolves. */
export const startEventStoreDouble = async (options: DoubleOptions = {}): Promise<EventStoreDouble> => {
  const settings: Settings = { ...DEFAULTS, ...options }
  const { kept, log, faults, made, cluster } = await assembled(settings)
  const start = async () => {
    log.startEpoch()
    made?.write()
    await cluster.start()
  }
  const stop = async (how: How = 'gently') => {
    await cluster.stop(how)
    kept.close()
    made?.remove()
    log.forgetIds()
  }
  await start()
  return {
    ...addressed(cluster, made?.trust),
    port: cluster.nodes[0]?.port ?? 0,
    version: settings.version,
    trust: made?.trust,
    nodes: cluster.nodes,
    calls: () => cluster.calls().length,
    faults: switchesOf(faults, log, cluster),
    stop,
    restart: async (how) => {
      await stop(how)
      await start()
    },
    log: {
      scan: function* () {
        for (const entry of log.entries) yield storedIn(entry)
      },
      count: () => log.entries.length,
    },
  }
}
