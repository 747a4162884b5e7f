import { Uuid } from '@deskledger/kernel'

/** A span of another program, as its `traceparent` names it. */
export interface Caller {
  /** 32 hexadecimal digits */
  readonly traceId: string
  /** 16 hexadecimal digits */
  readonly spanId: string
}

const isAny = (digits: string | undefined): digits is string => digits !== undefined && !/^0*$/.test(digits)

/** The trace that all belongs to which has this correlation id: the same digits. Undefined: no trace may have them. */
export const traceIdOf = (correlationId: string): string | undefined => {
  const digits = correlationId.replaceAll('-', '')
  return Uuid.is(correlationId) && isAny(digits) ? digits : undefined
}

/** The correlation id of what belongs to a trace: the same digits, as a UUID. */
export const correlationIdOf = (traceId: string): Uuid | undefined => {
  const [, ...groups] = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/.exec(traceId) ?? []
  const id = groups.join('-')
  return isAny(traceId) && Uuid.is(id) ? id : undefined
}

/**
 * Who called, and in which trace. Undefined: nobody said it in a form that is read.
 * @source  W3C Trace Context, 3.2: later versions are read as far as this one goes
 */
export const callerIn = (traceparent: unknown): Caller | undefined => {
  if (typeof traceparent !== 'string') return undefined
  const [, version, traceId, spanId, rest] =
    /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(-.*)?$/.exec(traceparent) ?? []
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined
  return isAny(traceId) && isAny(spanId) ? { traceId, spanId } : undefined
}
