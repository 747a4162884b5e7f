import { filterOf, type Expression } from '../log/filters.ts'
import { follow } from '../log/following.ts'
import { isInside, type Position } from '../log/positions.ts'
import { answerFor, readAll, readStream, type Manner } from '../log/reading.ts'
import type { Entry } from '../log/entries.ts'
import { followAll, followStream, type AllTrack, type Track } from '../log/tracks.ts'
import { streamNotFound } from '../protocol/answers.ts'
import { nameIn, streams } from '../protocol/messages.ts'
import { invalid, invalidPosition, streamDeleted, type Refusal } from '../protocol/refusals.ts'
import { expose, misplaced, refused, type Context } from './context.ts'
import { openReading, type ReadCall, type Reading } from './reading.ts'

type Options = InstanceType<typeof streams.ReadReq.Options>
type FilterOptions = InstanceType<typeof streams.ReadReq.Options.FilterOptions>

const allPosition = (options: Options): 'start' | 'end' | Position => {
  const all = options.getAll()
  const position = all?.getPosition()
  if (position !== undefined) {
    return { commit: Number(position.getCommitPosition()), prepare: Number(position.getPreparePosition()) }
  }
  return all?.hasEnd() === true ? 'end' : 'start'
}

const streamRevision = (options: Options): 'start' | 'end' | number => {
  const stream = options.getStream()
  if (stream?.hasRevision() === true) return Number(stream.getRevision())
  return stream?.hasEnd() === true ? 'end' : 'start'
}

const expressionIn = (filter: FilterOptions): Expression => {
  const byType = filter.getEventType()
  const expression = byType ?? filter.getStreamIdentifier()
  return {
    on: byType === undefined ? 'stream' : 'type',
    prefixes: expression?.getPrefixList() ?? [],
    regex: expression?.getRegex() ?? '',
  }
}

/** Events looked at in one search, unless the caller says. */
const WINDOW = 32

/** The filter of a request: none, or one that is no filter. */
const filterIn = (options: Options): AllTrack['filter'] | Refusal => {
  const filter = options.getFilter()
  if (filter === undefined) return undefined
  const passes = filterOf(expressionIn(filter))
  if (passes === undefined) return invalid(`'${expressionIn(filter).regex}' is no regular expression.`)
  const window = filter.hasMax() ? filter.getMax() : WINDOW
  return { passes, window, interval: window * filter.getCheckpointintervalmultiplier() }
}

const mannerIn = (options: Options): Manner => ({
  resolveLinks: options.getResolveLinks(),
  structuredIds: options.getUuidOption()?.hasStructured() === true,
})

/** The name a read asks for: that of a stream, or `$all`. */
const nameOf = (options: Options): string => {
  const stream = options.getStream()
  return stream === undefined ? '$all' : nameIn(stream.getStreamIdentifier())
}

const isBackwards = (options: Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS

/** What a call on the whole log asks for, or why it cannot be had. */
const allIn = (options: Options) => {
  const filter = filterIn(options)
  return filter !== undefined && 'code' in filter ? filter : { from: allPosition(options), filter }
}

const trackOf = ({ log }: Context, options: Options): Track | Refusal => {
  const manner = mannerIn(options)
  if (options.hasStream()) return followStream(log, { stream: nameOf(options), after: streamRevision(options), manner })
  const all = allIn(options)
  if ('code' in all) return all
  return followAll(log, { after: all.from, manner, ...(all.filter === undefined ? {} : { filter: all.filter }) })
}

/** The entries a read asks for: none of the stream is there, or why there are none to read. */
const entriesOf = ({ log }: Context, options: Options): Iterable<Entry> | 'not-found' | Refusal => {
  const backwards = isBackwards(options)
  if (options.hasStream()) {
    const stream = nameOf(options)
    if (log.streams.isTombstoned(stream)) return streamDeleted(stream)
    return readStream(log, { stream, from: streamRevision(options), backwards }) ?? 'not-found'
  }
  const all = allIn(options)
  if ('code' in all) return all
  if (typeof all.from === 'object' && isInside(log.entries, all.from)) return invalidPosition
  const entries = readAll(log, { from: all.from, backwards })
  return all.filter === undefined ? entries : passing(entries, all.filter.passes)
}

function* passing(entries: Iterable<Entry>, passes: (entry: Entry) => boolean): Iterable<Entry> {
  for (const entry of entries) if (passes(entry)) yield entry
}

interface Sending {
  readonly context: Context
  readonly options: Options
  readonly reading: Reading
}

/** Sends events until all are sent, waiting wherever the reader is slow. */
const sendAll = async ({ context, options, reading }: Sending, entries: Iterable<Entry>): Promise<void> => {
  const manner = mannerIn(options)
  let left = Number(options.getCount())
  for (const entry of entries) {
    if (left <= 0 || reading.isClosed()) break
    left -= 1
    if (!reading.write(answerFor(context.log, entry, manner))) await reading.drained()
  }
  reading.end()
}

const startReading = (sending: Sending): void => {
  const { context, options, reading } = sending
  const entries = entriesOf(context, options)
  if (entries === 'not-found') {
    reading.write(streamNotFound(nameOf(options)))
    reading.end()
  } else if ('code' in entries) reading.fail(entries)
  else void sendAll(sending, entries)
}

/** Read: events of a stream or of the whole log, once or for as long as the caller stays. */
export const read =
  (context: Context) =>
  (call: ReadCall): void => {
    const options = call.request.getOptions() ?? new streams.ReadReq.Options()
    const stream = nameOf(options)
    const operation = options.hasSubscription() ? 'subscribe' : 'read'
    const reading = openReading(context, call, operation === 'subscribe' ? 'subscription' : 'call')
    const refusal =
      refused(context, { metadata: call.metadata, stream, right: '$r' }) ?? misplaced(context, call.metadata)
    if (refusal !== undefined) {
      reading.fail(refusal)
      return
    }
    const struck = { operation, stream, peer: call.getPeer(), fail: reading.fail, end: reading.end } as const
    expose(context, struck, () => () => {
      if (operation === 'read') {
        startReading({ context, options, reading })
        return
      }
      const track = trackOf(context, options)
      if ('code' in track) reading.fail(track)
      else reading.follows(follow(context.log, track, reading))
    })
  }
