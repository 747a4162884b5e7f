import type { Instant } from '@deskledger/kernel'

const SECONDS = 19 // 2025-03-01T09:30:00

/** Whether an instant lies in a later second than another: parts of a second do not count. */
export const isAfter = (at: Instant, other: Instant): boolean => at.slice(0, SECONDS) > other.slice(0, SECONDS)
