import { runInNewContext } from 'node:vm'
import { randomUUID } from 'node:crypto'
import type { StoredEvent } from '../log/entries.ts'
import { linkTo, type Emitted, type Maker } from './links.ts'

/** An event as queries see it. */
interface Seen {
  readonly streamId: string
  readonly eventType: string
  readonly sequenceNumber: number
  readonly data: unknown
  readonly metadata: unknown
  readonly isJson: boolean
}

type Handler = (state: object, event: Seen) => unknown
type Handlers = Readonly<Record<string, Handler>>
type Source = (event: StoredEvent) => boolean

const valueIn = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

const seen = ({ stream, type, revision, data, metadata, json }: StoredEvent): Seen => ({
  streamId: stream,
  eventType: type,
  sequenceNumber: Number(revision),
  data: json ? valueIn(data) : undefined,
  metadata: valueIn(metadata),
  isJson: json,
})

/**
 * A query as the language of projections has it, as far as links and events are made by it: `fromStream`, `fromCategory`
 * and `fromAll`, `when`, `linkTo`, `emit`. State is one object a query; there are no results.
 */
export const makerOf = (query: string): Maker => {
  let source: Source = () => false
  let handlers: Handlers = {}
  let emitted: Emitted[] = []
  const now = new Map<Seen, StoredEvent>()
  const from = (chosen: Source) => {
    source = chosen
    return {
      when: (given: Handlers) => {
        handlers = given
      },
    }
  }
  runInNewContext(query, {
    fromAll: () => from(({ stream }) => !stream.startsWith('$')),
    fromStream: (name: string) => from(({ stream }) => stream === name),
    fromCategory: (name: string) => from(({ stream }) => stream.startsWith(`${name}-`)),
    linkTo: (stream: string, event: Seen) => {
      const target = now.get(event)
      if (target !== undefined) emitted.push(linkTo(stream, target))
    },
    emit: (stream: string, type: string, value: unknown) => {
      const data = Buffer.from(JSON.stringify(value))
      emitted.push({ stream, event: { id: randomUUID(), type, json: true, data, metadata: new Uint8Array() } })
    },
  })
  const state = {}
  return (event) => {
    const handler = source(event) ? (handlers[event.type] ?? handlers['$any']) : undefined
    const shown = seen(event)
    emitted = []
    now.set(shown, event)
    handler?.(state, shown)
    now.clear()
    return emitted
  }
}
