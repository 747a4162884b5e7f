import type { StoredEvent } from '@deskledger/kernel'
import { wordsOf, type IncidentEvent, type IncidentTimeline, type TimelineEntry } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DONE } from '../stop.ts'
import { noIncident } from '../looking/no-incident.ts'
import { take } from '../take.ts'
import { shownInstant } from '../words/instant.ts'
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

/** `events` in the versions in force: words are made of those. */
const tellEvents = (context: Context, events: readonly StoredEvent[]): string => {
  const paint = paintResult(context)
  return events
    .map(({ revision, eventId, type, data, recordedAt, hash }) => {
      const { at } = data as IncidentEvent
      const stored = paint('dim', `id ${eventId}, recorded ${recordedAt}, hash ${hash.slice(0, 16)}…`)
      return `${revision}  ${shownInstant(at)}  ${paint('bold', type)}  ${wordsOf(data as IncidentEvent)}\n   ${stored}`
    })
    .join('\n')
}

/** A stream as it is stored, byte for byte: nothing is upcast. */
const tellStored = async (context: Context, opened: OpenLedger, id: string): Promise<void> => {
  const stream = `incident-${id}`
  const events = take(await opened.events.readStream(stream)())
  if (events.length === 0) throw noIncident(opened, id)
  const inForce = context.json ? [] : take(await opened.ledger.history(stream))
  await answer(context, { incidentId: id, events }, () => tellEvents(context, inForce))
}

export const run: Run = async (context, { args: [id = ''], options }) =>
  withLedger(context, async (opened) => {
    if (options['stored'] === true || options['events'] === true) {
      await tellStored(context, opened, id)
      return DONE
    }
    const entries = await entriesOf(opened, id)
    if (entries.length === 0) throw noIncident(opened, id)
    await answer(context, { incidentId: id, entries }, () => tellEntries(context, id, entries))
    return DONE
  })
