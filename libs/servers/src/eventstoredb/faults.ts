/** Calls that a fault can be set on. */
export type Operation = 'append' | 'read' | 'subscribe' | 'delete' | 'tombstone' | 'features' | 'gossip'

/**
 * What happens to a call:
 * `drop` resets the connection; `silence` never answers; `delay` answers late;
 * `end` ends the call in peace, unanswered: a batch append, a read or a subscription; other calls are not answered;
 * `unavailable`, `busy`, `not-ready`, `timeout`, `denied`, `not-leader` and `cancel` answer so.
 */
export type Trouble =
  | 'drop'
  | 'silence'
  | 'end'
  | 'delay'
  | 'unavailable'
  | 'busy'
  | 'not-ready'
  | 'timeout'
  | 'denied'
  | 'not-leader'
  | 'cancel'

/** A fault. Set on appends and deletions, it strikes before or after they are stored; on reads, before any event. */
export interface Fault {
  readonly on: Operation | readonly Operation[]
  readonly what: Trouble
  /** `before` where nothing is said */
  readonly when?: 'before' | 'after'
  /** how many calls it strikes; until it is lifted where nothing is said */
  readonly times?: number
  /** how many calls it lets pass first */
  readonly after?: number
  /** strikes only calls about streams whose name this finds; `$all` for the whole log */
  readonly stream?: RegExp
  /** of `delay` */
  readonly milliseconds?: number
}

export interface FaultSwitches {
  /** sets a fault; gives the way to lift it */
  readonly set: (fault: Fault) => () => void
  /** lifts all */
  readonly clear: () => void
  /** how many calls faults have struck so far */
  readonly struck: () => number
  /** forgets the recent ids by which ANY and STREAM_EXISTS know repeats */
  readonly forgetIds: () => void
  /** what happens to all subscriptions under way */
  readonly subscriptions: {
    /** the server cancels them */
    readonly cancel: () => void
    /** they fail as when the server is lost */
    readonly fail: () => void
    /** the server ends them in peace */
    readonly end: () => void
    /** they catch up again, and say again that they caught up */
    readonly fallBehind: () => void
    /** how many there are */
    readonly count: () => number
  }
  /** resets every connection */
  readonly dropConnections: () => void
}

/** A call that a fault may strike. */
export interface Struck {
  readonly operation: Operation
  readonly stream: string
}

interface Standing {
  readonly fault: Fault
  passed: number
  struck: number
}

export interface FaultList {
  readonly set: FaultSwitches['set']
  readonly clear: () => void
  readonly struck: () => number
  /** the fault that strikes this call, if any: counted as one call */
  readonly strike: (call: Struck) => Fault | undefined
}

const concerns = ({ on, stream }: Fault, call: Struck): boolean =>
  (on === call.operation || on.includes(call.operation)) && (stream?.test(call.stream) ?? true)

/** Faults in the order they were set: the first that concerns a call strikes it. */
export const faultList = (): FaultList => {
  const faults = new Set<Standing>()
  let count = 0
  const strikes = (standing: Standing): boolean => {
    const { fault } = standing
    if (standing.passed < (fault.after ?? 0)) {
      standing.passed += 1
      return false
    }
    return standing.struck < (fault.times ?? Infinity)
  }
  return {
    set: (fault) => {
      const standing: Standing = { fault, passed: 0, struck: 0 }
      faults.add(standing)
      return () => faults.delete(standing)
    },
    clear: () => {
      faults.clear()
    },
    struck: () => count,
    strike: (call) => {
      for (const standing of faults) {
        if (concerns(standing.fault, call) && strikes(standing)) {
          standing.struck += 1
          count += 1
          if (standing.struck === standing.fault.times) faults.delete(standing)
          return standing.fault
        }
      }
      return undefined
    },
  }
}
