import { statusAsOf, type ServiceLevelStatus, type StatusAsOf } from '@deskledger/practices/service-level-clock'
import { type Noun, shownInstant } from '@deskledger/nouns'
import { answer } from '../../answer.ts'
import type { Context, Run } from '../../context.ts'
import { leftWords, percentWords } from '../../service-levels/clock-words.ts'
import { DONE } from '../../stop.ts'
import { nowOf } from '../../words/instant.ts'
import { shownSeconds } from '../../words/numbers.ts'
import { facts } from '../../words/table.ts'
import { withLedger } from '../../with-ledger.ts'
import { documentOf } from '../found.ts'

const instant = (at: string | null): string | null => (at === null ? null : `${shownInstant(at)} UTC`)

const labelWords = ({ labels }: ServiceLevelStatus): string | null =>
  Object.entries(labels)
    .flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]))
    .join(', ') || null

const pairsOf = (clock: ServiceLevelStatus, now: StatusAsOf): readonly (readonly [string, string | null])[] => {
  const { terms, ending, external } = clock
  const { agreement, calendar } = terms
  return [
    ['Clock', clock.clockId],
    ['Ticket', `${clock.ticket}, ${clock.kind}`],
    ['Target', `${clock.target}, cycle ${clock.cycle}`],
    ['Status', `${clock.status}; ${now.verdict}`],
    ['Agreement', `${agreement.id} version ${agreement.version}`],
    ['Calendar', `${calendar.id} version ${calendar.version} (${calendar.definition.timeZone})`],
    ['Goal', `${shownSeconds(clock.targetSeconds)} from ${shownInstant(clock.countsFrom)} UTC`],
    ['Due', instant(now.dueAt) ?? 'never'],
    ['Used', `${shownSeconds(now.elapsedSeconds)}, ${percentWords(now)}`],
    ['Left', leftWords(now.leftSeconds)],
    ['Waits for', clock.waitsFor],
    ['Paused since', instant(clock.pausedSince)],
    ['Breached', instant(clock.breachedAt)],
    ['Ended', ending && `${shownInstant(ending.at)} UTC: ${ending.why}`],
    ['Figures of', labelWords(clock)],
    ['External', external && `${external.source} says ${external.verdict}`],
  ]
}

const words = (context: Context, clock: ServiceLevelStatus, now: StatusAsOf): string =>
  [
    facts(
      context,
      pairsOf(clock, now).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ),
    '',
    `Second by second: deskledger explain ${clock.ticket} --target ${clock.target}`,
  ].join('\n')

/** A clock as it stands now. */
export const showClock =
  (noun: Noun): Run =>
  async (context, { args: [id = ''] }) =>
    withLedger(context, async (opened) => {
      const clock = (await documentOf(opened, noun, id)) as ServiceLevelStatus
      const asOf = nowOf(context.io)
      const now = statusAsOf(clock, asOf)
      await answer(context, { ...clock, now: { asOf, ...now } }, () => words(context, clock, now))
      return DONE
    })
