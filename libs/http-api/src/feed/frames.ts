import type { Batch } from '@deskledger/event-store'
import type { Position } from '@deskledger/kernel'
import { shownEvent } from './shown-event.ts'

/** Milliseconds after which a reader whose connection broke comes back. */
const RETRY = 2000

const QUIET = Symbol('Quiet')

/** What a promise comes to, or that it has not within so many milliseconds. */
const unlessQuiet = async <A>(promise: Promise<A>, milliseconds: number): Promise<A | typeof QUIET> => {
  let timer: NodeJS.Timeout | undefined
  const quiet = new Promise<typeof QUIET>((resolve) => {
    timer = setTimeout(resolve, milliseconds, QUIET)
  })
  try {
    return await Promise.race([promise, quiet])
  } finally {
    clearTimeout(timer)
  }
}

/** A message without a name is an event of the log. */
const messageOf = (id: Position, data: object): string => `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`

/** Tells how far the log was looked at: a reader who comes back goes on behind it. */
const positionOf = ({ position, caughtUp }: Batch): string =>
  `event: position\n${messageOf(position, { position, caughtUp })}`

function* framesOf(stretch: Batch, wasCaughtUp: boolean): Generator<string, void, undefined> {
  for (const event of stretch.events) yield messageOf(event.position, shownEvent(event))
  const isTold = stretch.events.at(-1)?.position === stretch.position && stretch.caughtUp === wasCaughtUp
  if (!isTold) yield positionOf(stretch)
}

interface Framing {
  readonly first: Batch
  readonly rest: AsyncIterator<Batch, void, undefined>
  /** milliseconds of silence after which a comment says that the connection is alive */
  readonly heartbeat: number
}

/**
 * The log as Server-Sent Events, a frame at a time: the next is made when the one before was taken.
 * @source  WHATWG HTML, 9.2 Server-sent events
 */
export async function* frames({ first, rest, heartbeat }: Framing): AsyncGenerator<string, void, undefined> {
  yield `retry: ${RETRY}\n\n`
  yield* framesOf(first, false)
  let { caughtUp } = first
  for (let next = rest.next(); ;) {
    const came = await unlessQuiet(next, heartbeat)
    if (came === QUIET) yield ': nothing new\n\n'
    else if (came.done === true) return
    else {
      yield* framesOf(came.value, caughtUp)
      caughtUp = came.value.caughtUp
      next = rest.next()
    }
  }
}
