import { Metadata, status as Code } from '@grpc/grpc-js'
import type { Expected } from '../log/judging.ts'

/** Why a call fails: a status, and trailers that name the reason. */
export interface Refusal {
  readonly code: Code
  readonly details: string
  readonly metadata: Metadata
}

const refusal = (code: Code, details: string, trailers: Readonly<Record<string, string>> = {}): Refusal => {
  const metadata = new Metadata()
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value)
  return { code, details, metadata }
}

/** Stream names may hold what a header may not: such a name is sent percent-encoded. */
const header = (text: string): string => (/^[ -~]*$/.test(text) ? text : encodeURIComponent(text))

export const streamDeleted = (stream: string): Refusal =>
  refusal(Code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': header(stream),
  })

export const accessDenied: Refusal = refusal(Code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })
export const unauthenticated: Refusal = refusal(Code.UNAUTHENTICATED, 'Unauthenticated')

export const appendTooBig = (limit: number): Refusal =>
  refusal(Code.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  })

export const eventTooBig = (id: string, { size, limit }: { readonly size: number; readonly limit: number }): Refusal =>
  refusal(
    Code.INVALID_ARGUMENT,
    `Event with Id: ${id}, Size: ${size}, exceeds Maximum Append Event Size of ${limit}.`,
    {
      exception: 'maximum-append-event-size-exceeded',
      'maximum-append-event-size': String(limit),
      'event-id': id,
      'proposed-append-event-size': String(size),
    },
  )

export const timedOut: Refusal = refusal(Code.ABORTED, 'Operation timed out')
export const notReady: Refusal = refusal(Code.UNAVAILABLE, 'Server Is Not Ready')
export const tooBusy: Refusal = refusal(Code.UNAVAILABLE, 'Server Is Too Busy')
export const unavailable: Refusal = refusal(Code.UNAVAILABLE, 'Service is unavailable')
export const cancelled: Refusal = refusal(Code.CANCELLED, 'Cancelled by the server')
export const unknown = (details: string): Refusal => refusal(Code.UNKNOWN, details)
export const invalid = (details: string): Refusal => refusal(Code.INVALID_ARGUMENT, details)
export const invalidPosition: Refusal = invalid('Trying to read from an invalid position.')

export interface EndPoint {
  readonly host: string
  readonly port: number
}

export const notLeader = ({ host, port }: EndPoint): Refusal =>
  refusal(Code.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  })

export const missingProperty = (property: string): Refusal =>
  refusal(Code.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  })

const asNumber = (expected: Expected): number => {
  const numbers = { 'no-stream': -1, any: -2, 'stream-exists': -4 }
  return typeof expected === 'number' ? expected : numbers[expected]
}

/** A deletion that expected another revision: numbers, also for NO_STREAM, ANY and STREAM_EXISTS. */
export const wrongVersion = (stream: string, expected: Expected, actual: number): Refusal =>
  refusal(
    Code.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${asNumber(expected)}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': header(stream),
      'expected-version': String(asNumber(expected)),
      'actual-version': String(actual),
    },
  )

export const noProjection = (name: string): Refusal =>
  refusal(Code.NOT_FOUND, `There is no projection '${name}' here that could be enabled.`)

export const groupExists = (stream: string, group: string): Refusal =>
  refusal(Code.ALREADY_EXISTS, `Subscription group ${group} on stream ${stream} exists.`, {
    exception: 'persistent-subscription-exists',
    'stream-name': header(stream),
    'group-name': header(group),
  })
