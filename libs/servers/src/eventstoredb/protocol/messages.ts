/**
 * The generated messages of the published client. They share one global `proto`, so a process must load them once:
 * the double takes them from where the client takes them. Named exports of these files are not found in ESM.
 */
import code from '@eventstore/db-client/generated/code_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import status from '@eventstore/db-client/generated/status_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'

export { any, code, empty, features, gossip, shared, status, streams }

/** The last revision there can be: that of a tombstone, and the `$tb` of a soft-deleted stream. A number close to it. */
export const LAST_REVISION = 9_223_372_036_854_775_807n
export const TOMBSTONE = Number(LAST_REVISION)

/** Revisions and positions travel as text. */
export const wire = (revision: number): string => (revision === TOMBSTONE ? LAST_REVISION.toString() : String(revision))

export const identifierOf = (stream: string) => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream, 'utf8'))
  return identifier
}

export const nameIn = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8')

const halves = (id: string): readonly [string, string] => {
  const hex = id.replaceAll('-', '')
  const half = (at: number) => BigInt.asIntN(64, BigInt(`0x${hex.slice(at, at + 16)}`)).toString()
  return [half(0), half(16)]
}

/** An id as the caller asked for ids: text, or two halves of 64 bits. */
export const uuidOf = (id: string, structured = false) => {
  const uuid = new shared.UUID()
  if (!structured) return uuid.setString(id)
  const both = new shared.UUID.Structured()
  const [most, least] = halves(id)
  both.setMostSignificantBits(most)
  both.setLeastSignificantBits(least)
  return uuid.setStructured(both)
}

const joined = ({ most, least }: { readonly most: string; readonly least: string }): string => {
  const hex = [most, least].map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** An id as text, or what was sent in its place. */
export const idIn = (uuid: shared.UUID | undefined): string => {
  const both = uuid?.getStructured()
  if (both === undefined) return uuid?.getString() ?? ''
  return joined({ most: both.getMostSignificantBits(), least: both.getLeastSignificantBits() })
}
