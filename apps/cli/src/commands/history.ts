import type { IncidentTimeline, TimelineEntry } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { allNouns, shownInstant } from '@deskledger/nouns'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DONE } from '../stop.ts'
import { noIncident, noStream } from '../looking/no-incident.ts'
import { tellStored, type StreamWanted } from '../looking/stored.ts'
import { take } from '../take.ts'
import { withLedger } from '../with-ledger.ts'

const PAGE = 1000

/** All entries of one timeline: its documents in order. */
export const entriesOf = async ({ ledger }: OpenLedger, id: string): Promise<readonly TimelineEntry[]> => {
  const entries: TimelineEntry[] = []
  let after: string | null | undefined
  while (after !== null) {
    const page = take(
      await ledger.find('incident-timeline', {
        where: [{ path: 'incidentId', is: id }],
        sort: [{ path: 'chunk' }],
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      }),
    )
    for (const { document } of page.found) entries.push(...(document as IncidentTimeline).entries)
    after = page.next
  }
  return entries
}

/** A timeline in words. */
export const tellEntries = (context: Context, id: string, entries: readonly TimelineEntry[]): string => {
  const paint = paintResult(context)
  const lines = entries.map(({ at, by, words, text }) => {
    const note = text === null ? '' : `\n${text.replace(/^/gm, '      ')}`
    return `  ${shownInstant(at)}  ${words}${words.includes(by) ? '' : paint('dim', `  (${by})`)}${note}`
  })
  return [`${paint('bold', id)}, ${entries.length} entries, times in UTC`, ...lines].join('\n')
}

const practices = allNouns.map(({ name }) => name)

/** A number is that of an incident; the whole name of a stream, such as `agreement-mail-gold`, is taken as it is. */
const streamOf = (opened: OpenLedger, id: string): StreamWanted => {
  const missing = () => noIncident(opened, id)
  return practices.some((name) => id.startsWith(`${name}-`))
    ? { stream: id, named: { stream: id }, missing: () => noStream(opened, id) }
    : { stream: `incident-${id}`, named: { incidentId: id }, missing }
}

export const run: Run = async (context, { args: [id = ''], options }) =>
  withLedger(context, async (opened) => {
    if (options['stored'] === true || options['events'] === true) {
      await tellStored(context, opened, streamOf(opened, id))
      return DONE
    }
    const entries = await entriesOf(opened, id)
    if (entries.length === 0) throw noIncident(opened, id)
    await answer(context, { incidentId: id, entries }, () => tellEntries(context, id, entries))
    return DONE
  })
