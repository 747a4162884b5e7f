import type { EventStore } from '@deskledger/event-store'
import { canonicalJson, START, type StoredEvent } from '@deskledger/kernel'
import type { Run } from '../context.ts'
import { write } from '../io.ts'
import { DONE, Stop } from '../stop.ts'
import { take } from '../take.ts'
import { withLedger } from '../with-ledger.ts'

const PAGE = 1000

/** The whole log in its order, a page at a time. */
async function* wholeLog(events: EventStore): AsyncGenerator<readonly StoredEvent[]> {
  let after = START
  for (;;) {
    const batch = take(await events.readAll({ after, limit: PAGE })())
    yield batch.events
    if (batch.caughtUp) return
    after = batch.position
  }
}

async function* oneStream(events: EventStore, stream: string): AsyncGenerator<readonly StoredEvent[]> {
  for (let from = 0; ; from += PAGE) {
    const page = take(await events.readStream(stream, { from, limit: PAGE })())
    yield page
    if (page.length < PAGE) return
  }
}

/** The position is left out: the same events have others in another ledger, and the order of the lines says the same. */
const lineOf = (event: StoredEvent): string => `${canonicalJson({ ...event, position: undefined })}\n`

const noStream = (place: string, stream: string): Stop =>
  new Stop(1, {
    type: 'NoSuchStream',
    message: `There is no stream ${stream} in ${place}. The stream of an incident is "incident-" and its number.`,
  })

export const run: Run = async (context, { options }) =>
  withLedger(context, async ({ events, place }) => {
    const { stream } = options
    const pages = typeof stream === 'string' ? oneStream(events, stream) : wholeLog(events)
    let written = 0
    for await (const page of pages) {
      if (page.length === 0) continue
      await write(context.io.stdout, page.map(lineOf).join(''))
      written += page.length
    }
    if (written === 0 && typeof stream === 'string') throw noStream(place, stream)
    return DONE
  })
