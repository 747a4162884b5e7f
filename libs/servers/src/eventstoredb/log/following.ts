import { randomUUID } from 'node:crypto'
import type { Entry } from './entries.ts'
import type { EventLog } from './event-log.ts'
import type { Step, Track } from './tracks.ts'
import { CAUGHT_UP, confirmation } from '../protocol/answers.ts'
import type { Refusal } from '../protocol/refusals.ts'

/** Where messages go. */
export interface Outlet {
  /** false: it is full, wait before the next */
  readonly write: (message: Buffer) => boolean
  readonly isFull: () => boolean
  /** resolves when more can be written, or when it is closed */
  readonly drained: () => Promise<void>
  readonly isClosed: () => boolean
  readonly onClose: (listener: () => void) => void
  readonly fail: (refusal: Refusal) => void
}

/** Live entries that may wait for a slow reader; one more, and it catches up from the log again. */
const MOST_WAITING = 32

/** What came while the reader was slow. */
interface LiveQueue {
  readonly offer: (next: () => Step) => void
  readonly take: () => (() => Step) | undefined
  readonly isOverflown: () => boolean
  readonly overflow: () => void
  readonly isEmpty: () => boolean
  readonly clear: () => void
}

const liveQueue = (): LiveQueue => {
  let waiting: (() => Step)[] = []
  let overflown = false
  return {
    offer: (next) => {
      if (waiting.length < MOST_WAITING) waiting.push(next)
      else overflown = true
    },
    take: () => waiting.shift(),
    isOverflown: () => overflown,
    overflow: () => {
      overflown = true
    },
    isEmpty: () => waiting.length === 0,
    clear: () => {
      waiting = []
      overflown = false
    },
  }
}

/** A subscription under way. */
export interface Following {
  /** makes it catch up again, as if too much had come at once */
  readonly fallBehind: () => void
}

/** Confirmation, old events, caught up, live events; and again from old events whenever the reader is too slow. */
export const follow = (log: EventLog, track: Track, outlet: Outlet): Following => {
  const queue = liveQueue()
  let isLive = false
  let wake: () => void = () => undefined
  const isOver = () => outlet.isClosed()

  const send = ({ messages, failure }: Step) => {
    for (const message of messages) outlet.write(message)
    if (failure !== undefined) outlet.fail(failure)
  }

  const hear = (entry: Entry) => {
    const next = track.look(entry)
    if (!isLive || next === undefined || queue.isOverflown()) return
    if (queue.isEmpty() && !outlet.isFull()) {
      send(next())
      return
    }
    queue.offer(next)
    wake()
  }

  const catchUp = async () => {
    while (!isOver()) {
      const step = track.page()
      send(step)
      if (outlet.isFull()) await outlet.drained()
      else if (step.atEnd === true) return
    }
  }

  const flush = () => {
    while (!outlet.isFull() && !isOver()) {
      const next = queue.take()
      if (next === undefined) return
      send(next())
    }
  }

  const live = async () => {
    isLive = true
    send({ messages: [CAUGHT_UP] })
    while (!isOver() && !queue.isOverflown()) {
      if (outlet.isFull()) await outlet.drained()
      flush()
      if (queue.isEmpty()) await new Promise<void>((resolve) => (wake = resolve))
    }
    isLive = false
    queue.clear()
    if (!isOver()) send({ messages: track.behind() })
  }

  const run = async () => {
    send({ messages: [confirmation(randomUUID())] })
    if (!track.startsLive) await catchUp()
    while (!isOver()) {
      await live()
      await catchUp()
    }
  }

  const stop = log.listen(hear)
  outlet.onClose(() => {
    stop()
    wake()
  })
  void run()
  return {
    fallBehind: () => {
      if (isLive) queue.overflow()
      wake()
    },
  }
}
