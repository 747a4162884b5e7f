import type { Filter } from '@deskledger/event-store'

/** How a ledger's names stand on the server. */
export interface Names {
  /** empty: the ledger without a name */
  readonly ledger: string
  readonly streamOnWire: (stream: string) => string
  /** undefined: no stream of this ledger */
  readonly streamOffWire: (name: string) => string | undefined
  /** what all streams of this ledger begin with */
  readonly beginning: string
}

/** What begins so is the server's own: streams and types are kept away from it. */
const reserved = /^[$~]/

const escape = (name: string): string => (reserved.test(name) ? `~${name}` : name)

/** undefined: the escape was never written by us */
const unescape = (name: string): string | undefined => {
  if (name.startsWith('$') || name === '') return undefined
  if (!name.startsWith('~')) return name
  return reserved.test(name.slice(1)) ? name.slice(1) : undefined
}

export const typeOnWire = escape
export const typeOffWire = unescape

/** @param ledger lower-case letters and digits, or nothing */
export const namesOf = (ledger: string): Names => {
  const beginning = ledger === '' ? '' : `${ledger}.`
  return {
    ledger,
    beginning,
    streamOnWire: (stream) => beginning + escape(stream),
    streamOffWire: (name) => (name.startsWith(beginning) ? unescape(name.slice(beginning.length)) : undefined),
  }
}

export const isLedgerName = (ledger: string): boolean => /^[a-z0-9]*$/.test(ledger)

/** A filter as names on the server; an empty list lets everything through. */
export interface WireFilter {
  readonly types: ReadonlySet<string>
  /** beginnings of names */
  readonly streams: readonly string[]
}

export const filterOnWire = ({ streamOnWire }: Names, { types = [], streams = [] }: Filter): WireFilter => ({
  types: new Set(types.map(typeOnWire)),
  streams: streams.includes('') ? [] : streams.map(streamOnWire),
})

/** Whether an event's type and stream pass. */
export const passes = ({ types, streams }: WireFilter, type: string, stream: string): boolean =>
  (types.size === 0 || types.has(type)) &&
  (streams.length === 0 || streams.some((beginning) => stream.startsWith(beginning)))
