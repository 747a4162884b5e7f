import type { EventStore } from '@deskledger/event-store'
import type { ReadStore } from '@deskledger/read-store'
import { openLedger, type LedgerParts } from '@deskledger/runtime'
import { register } from './register.ts'

type Options = Pick<LedgerParts<(typeof register)[number]>, 'projecting' | 'projects'>

/** All practices on two stores. */
export const assembled = (events: EventStore, views: ReadStore, options: Options = {}) =>
  openLedger({ events, views, register, ...options })

/** A ledger of every practice there is. */
export type DeskLedger = ReturnType<typeof assembled>
