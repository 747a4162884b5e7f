import { GENESIS, type StoredEvent } from '@deskledger/kernel'
import type { EventStore, StoreFailure } from '@deskledger/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { eventOf, faultOf, lines, notAnExport, textOf } from './export-lines.ts'
import { openInput } from './input.ts'
import { teller, type Progress, type Teller } from './progress.ts'
import { openScratch, withRoom, type Scratch } from './scratch.ts'
import { Halt, halt, troubleOf, type ImportTrouble } from './trouble.ts'
import { wholeLog } from './whole-log.ts'

/** An export to copy, and the ledger it goes to. */
export interface LedgerImportOptions {
  /** a path, `-` for standard input, or a stream of bytes */
  readonly input: string | AsyncIterable<Buffer | string>
  readonly store: Pick<EventStore, 'append' | 'readAll'>
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** What a copy came to. */
export interface LedgerImportResult {
  readonly events: number
  readonly streams: number
  /** events that stood in the ledger already */
  readonly repeatedEvents: number
  readonly seconds: number
}

/** An export whose every hash was checked. */
interface Staged {
  readonly scratch: Scratch
  readonly events: number
  readonly streams: number
}

const openStage = (): Scratch => {
  const scratch = openScratch()
  scratch.exec(
    'CREATE TABLE heads (stream TEXT PRIMARY KEY, revision INTEGER NOT NULL, hash TEXT NOT NULL, recordedAt TEXT NOT NULL) WITHOUT ROWID; CREATE TABLE events (seq INTEGER PRIMARY KEY, eventId TEXT NOT NULL, text TEXT NOT NULL); BEGIN',
  )
  return scratch
}

/** Checks every line against the one before it in its stream, before anything is written. */
const stage = async ({ input, reading }: Teller, scratch: Scratch): Promise<Staged> => {
  const head = scratch.prepare('SELECT revision, hash, recordedAt FROM heads WHERE stream = ?')
  const setHead = scratch.prepare('INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)')
  const insert = scratch.prepare('INSERT INTO events (eventId, text) VALUES (?, ?)')
  let events = 0
  for await (const [line, text] of lines(input)) {
    const event = eventOf(text, { name: input.name, line })
    const before = head.get(event.stream)
    const fault = faultOf(
      before ? { revision: Number(before['revision']), hash: String(before['hash']) } : { revision: -1, hash: GENESIS },
      event,
    )
    if (fault !== null) throw notAnExport(input.name, line, fault)
    if (event.recordedAt < String(before?.['recordedAt'] ?? ''))
      throw notAnExport(input.name, line, 'it was recorded before the event in front of it in its stream')
    withRoom(() => {
      setHead.run(event.stream, event.revision, event.hash, event.recordedAt)
      insert.run(event.eventId, textOf(event))
    })
    reading(++events)
  }
  scratch.exec('COMMIT')
  const streams = Number(scratch.prepare('SELECT count(*) AS n FROM heads').get()?.['n'])
  return { scratch, events, streams }
}

const PAGE = 500

function* staged({ scratch }: Staged): Generator<StoredEvent> {
  const page = scratch.prepare('SELECT seq, text FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
  for (let seq = 0; ;) {
    const found = page.all(seq, PAGE)
    for (const { text } of found) yield JSON.parse(String(text)) as StoredEvent
    if (found.length < PAGE) return
    seq = Number(found.at(-1)?.['seq'])
  }
}

const answered = async <Value>(task: TE.TaskEither<StoreFailure, Value>): Promise<Value> => {
  const answer = await task()
  if (E.isRight(answer)) return answer.right
  throw new Halt(troubleOf('NotStored', answer.left.message, { failure: answer.left }))
}

/** How many events of the export the ledger holds: all it holds must be its beginning. */
const alreadyThere = async (exported: Iterator<StoredEvent>, store: LedgerImportOptions['store']): Promise<number> => {
  let same = 0
  const failed = (failure: StoreFailure) => new Halt(troubleOf('NotStored', failure.message, { failure }))
  for await (const event of wholeLog(store, failed)) {
    const next = exported.next()
    const fits = next.done !== true && next.value.eventId === event.eventId && next.value.hash === event.hash
    if (!fits)
      throw halt(
        'OtherLog',
        `This ledger holds something else: its event ${same + 1} (${event.stream} revision ${event.revision}) is not event ${same + 1} of the export. Nothing was imported. Import into a fresh folder.`,
      )
    same++
  }
  return same
}

const MOST_AT_ONCE = 500

/** Events of one stream that follow each other in the log. */
function* runs(events: Iterator<StoredEvent>): Generator<readonly StoredEvent[]> {
  let run: StoredEvent[] = []
  for (let next = events.next(); next.done !== true; next = events.next()) {
    if (run.length >= MOST_AT_ONCE || (run[0] && run[0].stream !== next.value.stream)) {
      yield run
      run = []
    }
    run.push(next.value)
  }
  if (run.length > 0) yield run
}

interface Copying {
  readonly options: LedgerImportOptions
  readonly telling: Teller
  readonly scratch: Scratch
  readonly count: (events: number) => number
}

const copy = async ({ options, telling, scratch, count }: Copying): Promise<LedgerImportResult> => {
  const began = performance.now()
  const { store, signal } = options
  const checked = await stage(telling, scratch)
  const all = staged(checked)
  const repeatedEvents = await alreadyThere(all, store)
  // one after the other: the log keeps its order, and what is stored is always a beginning of the export
  for (const run of runs(all)) {
    if (signal?.aborted === true) throw halt('Stopped', 'The import was stopped.')
    const first = run[0]
    if (!first) continue
    const events = run.map(({ eventId, type, data, metadata }) => ({ eventId, type, data, metadata }))
    const recordedAt = run.map((event) => event.recordedAt)
    await answered(store.append(first.stream, first.revision - 1, events, { recordedAt }))
    telling.storing(count(run.length) + repeatedEvents, checked.events)
  }
  const seconds = Math.round(performance.now() - began) / 1000
  return { events: checked.events, streams: checked.streams, repeatedEvents, seconds }
}

/**
 * Copies what `export` wrote into a fresh ledger: the same streams, event ids, times and hashes. Every hash is checked
 * first. What is there already is skipped; a ledger that holds anything else is refused.
 * @errors  see `ImportTrouble`; `rowsStored` are events
 */
export const importLedger = async (
  options: LedgerImportOptions,
): Promise<E.Either<ImportTrouble, LedgerImportResult>> => {
  let written = 0
  const scratch = openStage()
  const count = (events: number): number => (written += events)
  try {
    const telling = teller(await openInput(options.input), options.onProgress)
    return E.right(await copy({ options, telling, scratch, count }))
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    const { trouble } = error
    const goesOn = trouble.type === 'NotStored' || trouble.type === 'Stopped'
    const message = `${trouble.message} ${written} events are safely stored. Run the same command again: what is stored is skipped.`
    return E.left(goesOn ? { ...trouble, message, rowsStored: written } : trouble)
  } finally {
    scratch.close()
  }
}
