import { EventStoreDBClient, jsonEvent, NO_STREAM, type AllStreamRecordedEvent } from '@eventstore/db-client'

type Members = Record<string, unknown>

/** An event as it stands on the server, to be appended again as the same bytes. */
interface RawEvent {
  readonly id: string
  readonly type: string
  readonly data: Members
  readonly metadata: Members
}

/** One append: an event of a stream, behind another. */
export interface RawAppend {
  readonly stream: string
  /** -1: no events */
  readonly expected: number
  readonly event: RawEvent
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const appendOf = ({ streamId, revision, id, type, data, metadata }: AllStreamRecordedEvent): RawAppend => {
  if (!isMembers(data) || !isMembers(metadata)) throw new Error(`The event ${id} of ${streamId} is not JSON.`)
  return { stream: streamId, expected: Number(revision) - 1, event: { id, type, data, metadata } }
}

/** The client alone, used as its own documentation does. */
export const openBare = (url: string) => {
  const client = EventStoreDBClient.connectionString(url)
  return {
    append: async ({ stream, expected, event }: RawAppend): Promise<void> => {
      const expectedRevision = expected === -1 ? NO_STREAM : BigInt(expected)
      await client.appendToStream(stream, jsonEvent(event), { expectedRevision })
    },
    /** Reads the whole log; answers how many events are in it. */
    readAll: async (): Promise<number> => {
      let events = 0
      for await (const { event } of client.readAll()) if (event !== undefined) events++
      return events
    },
    /** Events of streams whose names begin so, in the order of the log. */
    appendsTo: async (beginning: string): Promise<readonly RawAppend[]> => {
      const found: RawAppend[] = []
      for await (const { event } of client.readAll())
        if (event?.streamId.startsWith(beginning) === true) found.push(appendOf(event))
      return found
    },
    close: () => client.dispose(),
  }
}
