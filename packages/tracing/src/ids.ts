import { randomBytes } from 'node:crypto'
import { uuidv5, type Uuid } from '@deskledger/kernel'

/** Ids that a span is to have; those left out are made. */
export interface WantedIds {
  readonly traceId?: string | undefined
  readonly spanId?: string | undefined
}

/** Makes the ids of spans, as the `idGenerator` of a tracer provider does, and gives those that are wanted. */
export interface LedgerIds {
  readonly generateTraceId: () => string
  readonly generateSpanId: () => string
  /** What is started in here has these ids. */
  readonly as: <A>(wanted: WantedIds, start: () => A) => A
}

const digits = (bytes: number): string => {
  const made = randomBytes(bytes).toString('hex')
  return /[^0]/.test(made) ? made : digits(bytes)
}

/** A new id of a span. */
export const newSpanId = (): string => digits(8)

/** Makes ids: give it to the tracer provider and to `tracingObserver`, so that what follows a command finds its span. */
export const ledgerIds = (): LedgerIds => {
  let next: WantedIds = {}
  return {
    generateTraceId: () => next.traceId ?? digits(16),
    generateSpanId: () => next.spanId ?? newSpanId(),
    as: (wanted, start) => {
      next = wanted
      try {
        return start()
      } finally {
        next = {}
      }
    },
  }
}

/** The second half of a UUID: where it was made by chance or by hashing, that is chance. */
const secondHalf = (id: Uuid): string | undefined => {
  const half = id.replaceAll('-', '').slice(16)
  return /[^0]/.test(half) ? half : undefined
}

/** The span of a command whose events are stored: whoever reads them knows it. */
export const spanIdOfCommand = (commandId: Uuid): string | undefined => secondHalf(commandId)

/** The span of a flow that let commands follow from an event. */
export const spanIdOfReaction = (flow: string, eventId: Uuid): string | undefined => secondHalf(uuidv5(eventId, flow))
