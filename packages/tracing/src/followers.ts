import { SpanKind, type SpanContext } from '@opentelemetry/api'
import type { StoredEvent } from '@deskledger/kernel'
import type { Projected, Reacted } from '@deskledger/runtime'
import { traceIdOf } from './correlation.ts'
import { elsewhere, emit, type Emitting } from './emitting.ts'
import { spanIdOfCommand, spanIdOfReaction } from './ids.ts'

/** Commands of one batch whose projection is told in their own traces. */
const MOST = 64
/** Milliseconds after which nobody looks at the trace of a command any more: old events are projected without a word. */
const OLD = 3_600_000

/** The span of the command that led to an event, wherever it was. */
const commandSpanOf = ({ metadata: { correlationId, commandId } }: StoredEvent): SpanContext | undefined => {
  const [traceId, spanId] = [traceIdOf(correlationId), spanIdOfCommand(commandId)]
  return traceId === undefined || spanId === undefined ? undefined : elsewhere(traceId, spanId)
}

interface OfCommand {
  readonly span: SpanContext
  readonly events: StoredEvent[]
  readonly readModels: ReadonlySet<string>
}

/** Events of a batch by the commands that led to them, as far as read models take them and they are new. */
const byCommand = ({ events, readModels, ended }: Projected): readonly OfCommand[] => {
  const found = new Map<string, { span: SpanContext; events: StoredEvent[]; readModels: Set<string> }>()
  for (const event of events) {
    if (ended - Date.parse(event.recordedAt) > OLD) continue
    const takers = readModels.filter(({ on }) => on.includes(event.type))
    const span = commandSpanOf(event)
    if (takers.length === 0 || span === undefined) continue
    const key = `${span.traceId} ${span.spanId}`
    const one = found.get(key) ?? { span, events: [], readModels: new Set<string>() }
    one.events.push(event)
    for (const { name } of takers) one.readModels.add(name)
    found.set(key, one)
  }
  return [...found.values()]
}

/** A batch that holds events of several commands is a trace of its own, linked with theirs. */
const batchSpan = (emitting: Emitting, projected: Projected, all: readonly OfCommand[]): SpanContext => {
  const { events, readModels, began, ended } = projected
  return emit(emitting, {
    name: 'project batch',
    kind: SpanKind.CONSUMER,
    began,
    ended,
    links: all.slice(0, MOST).map(({ span }) => span),
    attributes: () => ({
      'deskledger.events': events.length,
      'deskledger.commands': all.length,
      'deskledger.read_models': readModels.map(({ name }) => name),
    }),
  })
}

const secondsBetween = (from: string, to: number): number => Math.max(0, (to - Date.parse(from)) / 1000)

/** Makes the spans of a batch that read models have taken: one for each command, in its own trace. */
export const projectedSpans =
  (emitting: Emitting) =>
  (projected: Projected): void => {
    const { began, ended } = projected
    const all = byCommand(projected)
    const links = all.length > 1 ? [batchSpan(emitting, projected, all)] : []
    for (const { span, events, readModels } of all.slice(0, MOST)) {
      const [{ stream, recordedAt } = { stream: '', recordedAt: '' }] = events
      emit(emitting, {
        name: 'project',
        kind: SpanKind.CONSUMER,
        began,
        ended,
        parent: span,
        links,
        attributes: () => ({
          'deskledger.stream': stream,
          'deskledger.events': events.length,
          'deskledger.read_models': [...readModels],
          'deskledger.seconds_after_append': secondsBetween(recordedAt, ended),
        }),
      })
    }
  }

/** Makes the spans of what a flow let follow from events: the commands it asked stand under them. */
export const reactedSpans =
  (emitting: Emitting) =>
  ({ flow, events, began, ended }: Reacted): void => {
    for (const event of events) {
      const parent = commandSpanOf(event)
      if (parent === undefined) continue
      emit(emitting, {
        name: `react ${flow}`,
        kind: SpanKind.CONSUMER,
        began,
        ended,
        spanId: spanIdOfReaction(flow, event.eventId),
        parent,
        attributes: () => ({
          'deskledger.flow': flow,
          'deskledger.event.type': event.type,
          'deskledger.event.id': event.eventId,
          'deskledger.stream': event.stream,
          'deskledger.seconds_after_append': secondsBetween(event.recordedAt, began),
        }),
      })
    }
  }
