import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { Instant, StoredEvent } from '@deskledger/kernel'
import type { ServiceLevelClockEvent } from '@deskledger/practices/service-level-clock'
import { openFolder, type OpenOptions } from './index.ts'

export const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

export const instant = (text: string): Instant => text as Instant

/** A command as somebody outside writes it. */
export type Written = Readonly<Record<string, unknown>> & { readonly type: string }

const day = [['09:00', '17:00']]
const office = { timeZone: 'Europe/Berlin', weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, holidays: [] }

const calendar = 'berlin-office'
const seconds = (count: number) => ({ unit: 'seconds', seconds: count, calendar })

/** Half an hour to respond; 8 hours to resolve, 4 with priority 1; office hours of Berlin. */
const terms = {
  targets: [
    { target: 'respond', kind: 'incident', goal: seconds(1800) },
    { target: 'resolve', kind: 'incident', goal: seconds(28_800), warnAt: [50, 80] },
    { target: 'resolve', kind: 'incident', priority: 1, goal: seconds(14_400), warnAt: [50] },
  ],
  escalations: [
    { target: 'resolve', atPercent: 90, to: { type: 'functional', group: 'network' }, tell: ['ada'] },
    { target: 'resolve', atPercent: 100, to: { type: 'hierarchic', level: 1, person: 'carol' }, tell: [] },
  ],
}

const agreed = { agreementId: 'mail-gold', by: 'ada', at: '2025-01-02T09:00:00.000Z' }

/** The commands that define a calendar and bring an agreement into force from the beginning of 2025. */
export const agreement: readonly Written[] = [
  {
    type: 'DefineCalendar',
    calendarId: calendar,
    by: 'ada',
    at: agreed.at,
    name: 'Berlin office',
    definition: office,
  },
  { type: 'DraftAgreement', ...agreed, kind: 'SLA', name: 'Mail, gold', provider: 'it' },
  { type: 'ProposeTerms', ...agreed, side: 'provider', terms },
  { type: 'AcceptTerms', ...agreed, side: 'customer', version: 1 },
  { type: 'BringIntoForce', ...agreed, from: '2025-01-01T00:00:00.000Z', others: [] },
]

const later = { ...agreed, at: '2025-03-28T00:00:00.000Z' }

/** The calendar is revised, and the agreement has a second version: an hour to resolve, whatever the priority. */
export const edited: readonly Written[] = [
  {
    type: 'ReviseCalendar',
    calendarId: calendar,
    by: 'ada',
    at: later.at,
    definition: { timeZone: 'UTC', weekly: { tue: [['08:00', '12:00']] } },
  },
  {
    type: 'ProposeTerms',
    ...later,
    side: 'provider',
    terms: { targets: [{ target: 'resolve', goal: seconds(3600) }] },
  },
  { type: 'AcceptTerms', ...later, side: 'customer', version: 2 },
  { type: 'BringIntoForce', ...later, from: later.at, others: [] },
]

const openFolders: string[] = []

/** A ledger in a folder of its own, at a time that the spec sets. */
export const openDesk = async (options: OpenOptions = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'deskledger-service-levels-'))
  openFolders.push(folder)
  const time = { now: instant('2025-01-02T09:00:00.000Z') }
  const refused: string[] = []
  const opened = orThrow(
    await openFolder(folder, {
      create: true,
      now: () => time.now,
      onRefused: ({ refusal }) => refused.push(refusal.type),
      ...options,
    }),
  )
  const { ledger } = opened
  const ask = async (...commands: readonly Written[]): Promise<void> => {
    for (const command of commands) {
      const { at } = command
      if (typeof at === 'string' && at > time.now) time.now = instant(at)
      orThrow(await ledger.askJson(command))
      orThrow(await ledger.catchUp())
    }
  }
  return {
    ...opened,
    refused,
    ask,
    /** The time passes, and what is due then happens. */
    passes: async (to: string): Promise<void> => {
      time.now = instant(to)
      orThrow(await ledger.catchUp())
    },
    clock: async (clockId: string): Promise<readonly StoredEvent<ServiceLevelClockEvent>[]> =>
      orThrow(await ledger.history(`service-level-clock-${clockId}`)) as readonly StoredEvent<ServiceLevelClockEvent>[],
    incident: async (incidentId: string) => orThrow(await ledger.history(`incident-${incidentId}`)),
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

export const removeDesks = (): void => {
  for (const folder of openFolders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
