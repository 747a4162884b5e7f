import type { Instant } from '@deskledger/kernel'
import { shownInstant } from '@deskledger/nouns'
import { clocksOf, type ClockStanding } from '@deskledger/reports'
import { answer } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { noIncident } from '../../looking/no-incident.ts'
import { leftWords, percentWords } from '../../service-levels/clock-words.ts'
import { DONE } from '../../stop.ts'
import { take } from '../../take.ts'
import { instantOption, nowOf } from '../../words/instant.ts'
import { table } from '../../words/table.ts'
import { withLedger, type Opened } from '../../with-ledger.ts'

interface TicketShown {
  readonly ticket: string
  readonly clocks: readonly ClockStanding[]
}

const ticketIn = async (opened: Opened, ticket: string, at: Instant): Promise<TicketShown> => {
  const { views } = opened.ledger
  const clocks = take(await clocksOf(views, ticket, at)())
  if (clocks.length === 0 && take(await views.get('incident-details', ticket)()) === undefined)
    throw noIncident(opened, ticket)
  return { ticket, clocks }
}

const standing = ({ status, verdict, pausedSince, waitsFor }: ClockStanding): string => {
  const missed = verdict === 'missed' ? ', missed' : ''
  if (status === 'Paused') return `paused since ${shownInstant(pausedSince ?? '')}: ${waitsFor ?? 'no reason'}${missed}`
  return status === 'Running' ? `running${missed}` : verdict
}

const escalationOf = ({ escalation }: ClockStanding): string | null =>
  escalation === null ? null : `${escalation.percent} % at ${shownInstant(escalation.at)}`

const rowOf = (ticket: string, clock: ClockStanding) => [
  ticket,
  clock.target,
  clock.cycle,
  standing(clock),
  clock.dueAt === null ? 'never' : shownInstant(clock.dueAt),
  leftWords(clock.leftSeconds),
  percentWords(clock),
  clock.warned.map(({ percent }) => `${percent} %`).join(', ') || null,
  clock.breachedAt === null ? null : shownInstant(clock.breachedAt),
  escalationOf(clock),
]

const columns = [
  { head: 'Ticket' },
  { head: 'Target' },
  { head: 'Cycle', align: 'right' as const },
  { head: 'Stands' },
  { head: 'Due (UTC)' },
  { head: 'Left', align: 'right' as const },
  { head: 'Used', align: 'right' as const },
  { head: 'Warned' },
  { head: 'Breached (UTC)' },
  { head: 'Escalated (UTC)' },
]

const words = (context: Context, tickets: readonly TicketShown[]): string => {
  const rows = tickets.flatMap(({ ticket, clocks }) => clocks.map((clock) => rowOf(ticket, clock)))
  const none = tickets.filter(({ clocks }) => clocks.length === 0)
  return [
    ...(rows.length === 0 ? [] : [table(context, columns, rows)]),
    ...none.map(({ ticket }) => `${ticket} has no clock. Why: deskledger explain ${ticket}`),
  ].join('\n')
}

export const run: Run = async (context, { args, options }) => {
  const asOf = instantOption(options, '--as-of') ?? nowOf(context.io)
  return withLedger(context, async (opened) => {
    take(await opened.ledger.catchUp())
    const tickets: TicketShown[] = []
    for (const ticket of new Set(args)) tickets.push(await ticketIn(opened, ticket ?? '', asOf))
    await answer(context, { asOf, tickets }, () => words(context, tickets))
    return DONE
  })
}
