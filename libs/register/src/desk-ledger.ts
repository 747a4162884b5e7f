import type { EventStore } from '@deskledger/event-store'
import { deskFlows, deskTimers, type DeskTimersOptions } from '@deskledger/flows'
import type { ReadStore } from '@deskledger/read-store'
import { openLedger, type LedgerParts } from '@deskledger/runtime'
import { register } from './register.ts'

type Parts = LedgerParts<(typeof register)[number]>
type Options = Pick<Parts, 'projecting' | 'projects' | 'now' | 'onRefused' | 'observer'> & DeskTimersOptions

/** All practices, and all that happens by itself, on two stores. */
export const assembled = (events: EventStore, views: ReadStore, { closeAfterDays, ...options }: Options = {}) =>
  openLedger({ events, views, register, flows: deskFlows, timers: deskTimers({ closeAfterDays }), ...options })

/** A ledger of every practice there is. */
export type DeskLedger = ReturnType<typeof assembled>
