import { earlier, type Instant } from '@deskledger/kernel'
import { isOpen, sameTicket, type Ticket } from './ticket.ts'

/** An open ticket's row as it was at every t with `from <= t < to`; `to` null: still. */
export interface Version {
  readonly from: Instant
  readonly to: Instant | null
  readonly row: Ticket
}

const cutAt = (versions: readonly Version[], at: Instant): readonly Version[] => {
  const last = versions[versions.length - 1]
  if (last === undefined || (last.to !== null && last.to <= at)) return versions
  return versions
    .filter(({ from }) => from < at)
    .map((version) =>
      version.to === null || version.to > at ? { from: version.from, to: at, row: version.row } : version,
    )
}

const continued = (versions: readonly Version[], at: Instant, row: Ticket): readonly Version[] => {
  const last = versions[versions.length - 1]
  return last?.to === at && sameTicket(last.row, row)
    ? [...versions.slice(0, -1), { from: last.from, to: null, row: last.row }]
    : [...versions, { from: at, to: null, row }]
}

/** Before its first event a ticket was open from when it was reported. */
export const firstVersions = (at: Instant, row: Ticket): readonly Version[] => [
  { from: earlier(row.reportedAt, at), to: null, row },
]

/**
 * The versions after one more event at `at`: the state at t is that of the highest revision with `at <= t`, so what
 * earlier events said of `at` and later is cut off, also where `at` steps back.
 */
export const versionsAfter = (versions: readonly Version[], at: Instant, row: Ticket): readonly Version[] => {
  const last = versions[versions.length - 1]
  if (last?.to === null && last.from <= at && (last.row === row || sameTicket(last.row, row))) return versions
  const kept = cutAt(versions, at)
  return isOpen(row.status) ? continued(kept, at, row) : kept
}
