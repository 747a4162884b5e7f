import { randomUUID } from 'node:crypto'
import type { Context, Member, OpenCall } from './calls/context.ts'
import type { EndPoint } from './protocol/refusals.ts'
import { startNode, type RunningNode } from './node.ts'
import type { Identity, ServiceOptions } from './service.ts'

/** How a node is stopped: its calls are cancelled first, or its connections are reset at once. */
export type How = 'gently' | 'hard'

/** One node of the double; all nodes share one log. */
export interface DoubleNode {
  readonly host: string
  readonly port: number
  readonly isLeader: () => boolean
  readonly isRunning: () => boolean
  /** where it led, the next node that runs leads from now on */
  readonly stop: (how?: How) => Promise<void>
  readonly start: () => Promise<void>
  /** makes it the leader, and the others followers */
  readonly lead: () => void
}

export interface Cluster {
  readonly nodes: readonly DoubleNode[]
  readonly calls: () => readonly OpenCall[]
  readonly dropConnections: () => void
  readonly start: () => Promise<void>
  readonly stop: (how: How) => Promise<void>
}

export interface ClusterOptions {
  readonly host: string
  /** one a node; 0 takes a free one */
  readonly ports: readonly number[]
  readonly identity: Identity | undefined
  readonly service: ServiceOptions
  /** what the calls of all nodes share */
  readonly shared: Omit<Context, 'open' | 'drop' | 'leader' | 'self' | 'members'>
}

interface Seat {
  readonly id: string
  readonly index: number
  port: number
  running: RunningNode | undefined
}

/** Nodes that know of each other. The first leads. */
export const openCluster = ({ host, ports, identity, service, shared }: ClusterOptions): Cluster => {
  const seats = ports.map((port, index): Seat => ({ id: randomUUID(), index, port, running: undefined }))
  let leader = 0

  const endPoint = ({ port }: Seat): EndPoint => ({ host, port })
  const isLeader = ({ index }: Seat) => index === leader
  const members = (): readonly Member[] =>
    seats.map((seat) => ({
      ...endPoint(seat),
      id: seat.id,
      isLeader: isLeader(seat),
      isAlive: seat.running !== undefined,
    }))
  const elect = () => {
    const standing = seats.find(({ running }) => running !== undefined)
    if (standing !== undefined && seats[leader]?.running === undefined) leader = standing.index
  }
  const leaderFor = (seat: Seat): EndPoint | undefined => {
    const there = seats[leader]
    return there === undefined || isLeader(seat) ? undefined : endPoint(there)
  }

  const start = async (seat: Seat) => {
    if (seat.running !== undefined) return
    const context = { ...shared, leader: () => leaderFor(seat), self: () => endPoint(seat), members }
    seat.running = await startNode({ port: seat.port, identity, context, ...service })
    seat.port = seat.running.port
    elect()
  }
  const stop = async (seat: Seat, how: How) => {
    const { running } = seat
    seat.running = undefined
    elect()
    await running?.stop(how)
  }
  const runningNodes = () => seats.flatMap(({ running }) => (running === undefined ? [] : [running]))

  return {
    nodes: seats.map((seat) => ({
      host,
      get port() {
        return seat.port
      },
      isLeader: () => isLeader(seat),
      isRunning: () => seat.running !== undefined,
      start: () => start(seat),
      stop: (how = 'gently') => stop(seat, how),
      lead: () => {
        leader = seat.index
      },
    })),
    calls: () => runningNodes().flatMap(({ open }) => [...open]),
    dropConnections: () => {
      for (const node of runningNodes()) node.drop()
    },
    start: async () => {
      for (const seat of seats) await start(seat)
    },
    stop: async (how) => {
      await Promise.all(seats.map((seat) => stop(seat, how)))
    },
  }
}
