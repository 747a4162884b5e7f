import type { Metadata } from '@grpc/grpc-js'
import type { Fault, FaultList, Struck } from '../faults.ts'
import type { EventLog, Written } from '../log/event-log.ts'
import type { Right } from '../log/stream-metadata.ts'
import {
  accessDenied,
  cancelled,
  notLeader,
  notReady,
  timedOut,
  tooBusy,
  unauthenticated,
  unavailable,
  type EndPoint,
  type Refusal,
} from '../protocol/refusals.ts'
import type { SizeLimits } from '../sizes.ts'
import { callerIn, EVERYBODY, may, type User } from '../users.ts'

/** What a node's calls share. */
export interface Context {
  readonly log: EventLog
  readonly faults: FaultList
  readonly users: readonly User[]
  readonly isSecure: boolean
  readonly allowAnonymous: boolean
  readonly limits: SizeLimits
  /** milliseconds in which all parts of one append must arrive */
  readonly writeTimeout: number
  /** milliseconds that storing may take */
  readonly commitTimeout: number
  /** where the leader is; undefined on the leader itself */
  readonly leader: () => EndPoint | undefined
  readonly self: () => EndPoint
  /** resets the connection that a call came by, or all */
  readonly drop: (peer?: string) => void
  /** calls under way, which end with the server */
  readonly open: Set<OpenCall>
  readonly members: () => readonly Member[]
  readonly version: string
}

/** A call under way. */
export interface OpenCall {
  readonly kind: 'call' | 'subscription'
  readonly fail: (refusal: Refusal) => void
  readonly end: () => void
  /** the server stops gently */
  readonly stop: () => void
  readonly fallBehind: () => void
}

export interface Member extends EndPoint {
  readonly id: string
  readonly isLeader: boolean
  readonly isAlive: boolean
}

/** What is asked of whom. */
export interface Asked {
  readonly metadata: Metadata
  readonly stream: string
  readonly right: Right
}

const header = (metadata: Metadata, key: string): string | undefined => metadata.get(key)[0]?.toString()

/** Who calls, or why he is not let in. */
const entering = ({ users, isSecure, allowAnonymous }: Context, metadata: Metadata): User | Refusal => {
  if (!isSecure) return EVERYBODY
  const caller = callerIn(users, header(metadata, 'authorization'))
  if (caller === 'unknown') return unauthenticated
  if (caller !== 'anonymous') return caller
  return allowAnonymous ? { name: '', password: '', groups: [] } : accessDenied
}

/** Why a call is refused before anything is done for it: rights first. */
export const refused = (context: Context, { metadata, stream, right }: Asked): Refusal | undefined => {
  const user = entering(context, metadata)
  if ('code' in user) return user
  return may(context.log.streams, user, { stream, right }) ? undefined : accessDenied
}

/** A caller who requires the leader is told by a follower where it is. */
export const misplaced = ({ leader }: Context, metadata: Metadata): Refusal | undefined => {
  const requires = header(metadata, 'requires-leader')?.toLowerCase() === 'true'
  const there = leader()
  return requires && there !== undefined ? notLeader(there) : undefined
}

/** A write, and whether it took longer than a caller is left to wait: it is stored all the same. */
export const timed = (context: Context, write: () => Written): Written | 'timed-out' => {
  const started = performance.now()
  const written = write()
  return performance.now() - started > context.commitTimeout ? 'timed-out' : written
}

/** What a fault answers, where it answers. */
const answerOf = (context: Context, { what }: Fault): Refusal | undefined => {
  const answers: Partial<Record<Fault['what'], Refusal>> = {
    unavailable,
    busy: tooBusy,
    'not-ready': notReady,
    timeout: timedOut,
    denied: accessDenied,
    cancel: cancelled,
    'not-leader': notLeader(context.leader() ?? context.self()),
  }
  return answers[what]
}

/** A call that faults may strike, and what to do where one does. */
export interface Exposed extends Struck {
  readonly peer: string
  readonly fail: (refusal: Refusal, fault: Fault) => void
  /** ends the call in peace, where it can be */
  readonly end?: () => void
}

const strike = (context: Context, call: Exposed, fault: Fault): void => {
  const refusal = answerOf(context, fault)
  if (fault.what === 'drop') context.drop(call.peer)
  else if (fault.what === 'end') call.end?.()
  else if (refusal !== undefined) call.fail(refusal, fault)
}

/** Lets a call happen as the faults have it; `act` gives the way to answer what was done. */
export const expose = (context: Context, call: Exposed, act: () => () => void): void => {
  const actAndAnswer = () => {
    act()()
  }
  const fault = context.faults.strike(call)
  if (fault === undefined) {
    actAndAnswer()
    return
  }
  const answer = fault.when === 'after' ? act() : actAndAnswer
  if (fault.what === 'delay') setTimeout(answer, fault.milliseconds ?? 0)
  else strike(context, call, fault)
}
