import { randomUUID } from 'node:crypto'
import type { Context, Member, OpenCall } from './calls/context.ts'
import { faultList, type FaultSwitches } from './faults.ts'
import { writeFirstRecords } from './first-records.ts'
import { storedIn, type StoredEvent } from './log/entries.ts'
import { openLog, type EventLog } from './log/event-log.ts'
import { openLogFile } from './log/log-file.ts'
import { startNode, type RunningNode } from './node.ts'
import { cancelled, unavailable } from './protocol/refusals.ts'
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
  readonly users?: readonly User[]
  /** bytes of data in one append */
  readonly maxAppendSize?: number
  /** recent ids by which ANY and STREAM_EXISTS know repeats */
  readonly rememberedIds?: number
  /** without it the client appends by the unary call */
  readonly batchAppend?: boolean
  readonly version?: string
}

/** A server for tests that speaks the protocol of EventStoreDB. Not a database: for tests only. */
export interface EventStoreDouble {
  /** as a client connects: `esdb://127.0.0.1:PORT?tls=false` */
  readonly url: string
  readonly port: number
  readonly version: string
  readonly faults: FaultSwitches
  readonly stop: (how?: 'gently' | 'hard') => Promise<void>
  /** starts again on the same ports with the same log; stops first where it runs */
  readonly restart: (how?: 'gently' | 'hard') => Promise<void>
  readonly log: {
    /** every stored event in the order of the log, system events included */
    readonly scan: () => Iterable<StoredEvent>
    readonly count: () => number
  }
}

const VERSION = '24.10.0'
const MAX_APPEND_SIZE = 1024 * 1024
const WRITE_TIMEOUT = 2000
const REMEMBERED_IDS = 100_000
const HOST = '127.0.0.1'

interface Kept {
  readonly log: EventLog
  readonly close: () => void
}

const openKept = ({ folder, fsync = false, rememberedIds = REMEMBERED_IDS }: DoubleOptions): Kept => {
  if (folder === undefined) {
    return { log: openLog({ keep: () => undefined, kept: [], rememberedIds }), close: () => undefined }
  }
  const { kept, keep, close } = openLogFile(folder, { fsync })
  return { log: openLog({ keep, kept, rememberedIds }), close }
}

const DEFAULTS = { nodes: 1, users: [], batchAppend: true, version: VERSION, maxAppendSize: MAX_APPEND_SIZE, port: 0 }

export const startEventStoreDouble = async (options: DoubleOptions = {}): Promise<EventStoreDouble> => {
  const { nodes, users, batchAppend, version, maxAppendSize, port: firstPort } = { ...DEFAULTS, ...options }
  const everybody = [...DEFAULT_USERS, ...users]
  const { log, close } = openKept(options)
  const faults = faultList()
  const ports: number[] = Array.from({ length: nodes }, (_, i) => (i === 0 ? firstPort : 0))
  const ids = ports.map(() => randomUUID())
  let running: RunningNode[] = []
  const leader = 0

  const members = (): Member[] =>
    ports.map((port, i) => ({
      id: ids[i] ?? '',
      host: HOST,
      port,
      isLeader: i === leader,
      isAlive: running[i] !== undefined,
    }))

  const contextOf = (i: number): Omit<Context, 'open' | 'drop'> => ({
    log,
    faults,
    users: everybody,
    isSecure: false,
    allowsAnonymous: false,
    maxAppendSize,
    writeTimeout: WRITE_TIMEOUT,
    leader: () => (i === leader ? undefined : { host: HOST, port: ports[leader] ?? 0 }),
    self: () => ({ host: HOST, port: ports[i] ?? 0 }),
    members,
    version,
  })

  const start = async () => {
    for (const [i, port] of ports.entries()) {
      const node = await startNode({ port, identity: undefined, context: contextOf(i), batchAppend })
      ports[i] = node.port
      running.push(node)
    }
  }
  const stop = async (how: 'gently' | 'hard' = 'gently') => {
    const stopping = running
    running = []
    await Promise.all(stopping.map((node) => node.stop(how)))
  }
  const calls = (): OpenCall[] => running.flatMap(({ open }) => [...open])
  const subscriptions = () => calls().filter(({ kind }) => kind === 'subscription')

  log.startEpoch()
  if (log.entries.length === 0) writeFirstRecords(log, everybody)
  await start()
  return {
    url: `esdb://${ports.map((port) => `${HOST}:${port}`).join(',')}?tls=false`,
    port: ports[0] ?? 0,
    version,
    faults: {
      set: faults.set,
      clear: faults.clear,
      struck: faults.struck,
      forgetIds: log.forgetIds,
      subscriptions: {
        cancel: () => {
          for (const call of subscriptions()) call.fail(cancelled)
        },
        fail: () => {
          for (const call of subscriptions()) call.fail(unavailable)
        },
        end: () => {
          for (const call of subscriptions()) call.end()
        },
        fallBehind: () => {
          for (const call of subscriptions()) call.fallBehind()
        },
        count: () => subscriptions().length,
      },
      dropConnections: () => {
        for (const node of running) node.drop()
      },
    },
    stop: async (how) => {
      await stop(how)
      close()
    },
    restart: async (how) => {
      await stop(how)
      log.forgetIds()
      log.startEpoch()
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
