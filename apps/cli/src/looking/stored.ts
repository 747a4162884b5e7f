import type { StoredEvent } from '@deskledger/kernel'
import type { OpenLedger } from '@deskledger/register'
import { type LedgerEvent, shownInstant, wordsOf } from '@deskledger/nouns'
import { answer, paintResult } from '../answer.ts'
import type { Context } from '../context.ts'
import type { Stop } from '../stop.ts'
import { take } from '../take.ts'

/** `events` in the versions in force: words are made of those. */
const tellEvents = (context: Context, events: readonly StoredEvent[]): string => {
  const paint = paintResult(context)
  return events
    .map(({ revision, eventId, type, data, recordedAt, hash }) => {
      const event = data as LedgerEvent
      const stored = paint('dim', `id ${eventId}, recorded ${recordedAt}, hash ${hash.slice(0, 16)}…`)
      return `${revision}  ${shownInstant(event.at)}  ${paint('bold', type)}  ${wordsOf(event)}\n   ${stored}`
    })
    .join('\n')
}

/** A stream, how JSON names what it is about, and what to say where it is not there. */
export interface StreamWanted {
  readonly stream: string
  readonly named: object
  readonly missing: () => Stop
}

/** A stream as it is stored, byte for byte: nothing is upcast. */
export const tellStored = async (context: Context, opened: OpenLedger, wanted: StreamWanted): Promise<void> => {
  const { stream, named, missing } = wanted
  const events = take(await opened.events.readStream(stream)())
  if (events.length === 0) throw missing()
  const inForce = context.json ? [] : take(await opened.ledger.history(stream))
  await answer(context, { ...named, events }, () => tellEvents(context, inForce))
}
