import { randomUUID } from 'node:crypto'
import { storedIn, type Proposal, type StoredEvent } from '../log/entries.ts'
import type { EventLog } from '../log/event-log.ts'

/** An event that a projection asks for. */
export interface Emitted {
  readonly stream: string
  readonly event: Proposal
}

/** What a projection makes of an event. */
export type Maker = (event: StoredEvent) => readonly Emitted[]

/** A link: its data name the target, its metadata what caused it. */
export const linkTo = (stream: string, { revision, stream: target, id }: StoredEvent): Emitted => ({
  stream,
  event: {
    id: randomUUID(),
    type: '$>',
    json: false,
    data: Buffer.from(`${revision}@${target}`),
    metadata: Buffer.from(JSON.stringify({ $causedBy: id })),
  },
})

const ofOwners =
  (place: (event: StoredEvent) => string | undefined): Maker =>
  (event) => {
    const stream = event.stream.startsWith('$') ? undefined : place(event)
    return stream === undefined ? [] : [linkTo(stream, event)]
  }

/** Projections that every server has, off until they are enabled. */
export const SYSTEM_PROJECTIONS: Readonly<Record<string, Maker>> = {
  $by_category: ofOwners(({ stream }) => (stream.includes('-') ? `$ce-${stream.split('-')[0] ?? ''}` : undefined)),
  $by_event_type: ofOwners(({ type }) => `$et-${type}`),
  $streams: ofOwners((event) => (event.revision === 0n ? '$streams' : undefined)),
}

/** Runs projections over the log: what is there, then what comes. */
export interface Projections {
  readonly enable: (name: string, make: Maker) => void
}

export const openProjections = (log: EventLog): Projections => {
  const names = new Set<string>()
  const run = (make: Maker) => {
    let next = 0
    let scheduled = false
    const go = () => {
      scheduled = false
      for (const entry of log.entries.slice(next)) {
        next += 1
        const emitted = entry.type === '$>' ? [] : make(storedIn(entry))
        for (const { stream, event } of emitted) log.append({ stream, expected: 'any', events: [event] })
      }
    }
    const schedule = () => {
      if (scheduled) return
      scheduled = true
      setImmediate(go)
    }
    log.listen(schedule)
    schedule()
  }
  return {
    enable: (name, make) => {
      if (names.has(name)) return
      names.add(name)
      run(make)
    },
  }
}
