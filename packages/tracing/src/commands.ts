import { SpanKind, type Attributes, type SpanContext } from '@opentelemetry/api'
import * as E from 'fp-ts/lib/Either.js'
import type { Message } from '@deskledger/kernel'
import type { Answer, AskTrouble, Identified, Ran, StoreStep } from '@deskledger/runtime'
import { ATTR_DB_OPERATION_NAME, ATTR_DB_SYSTEM_NAME } from '@opentelemetry/semantic-conventions'
import { traceIdOf } from './correlation.ts'
import { elsewhere, emit, type Emitting } from './emitting.ts'
import { spanIdOfCommand, spanIdOfReaction } from './ids.ts'

export interface CommandSpans extends Emitting {
  /** the span in which somebody asks; undefined: none is known */
  readonly active: () => SpanContext | undefined
  /** the store of the log, as `db.system.name` has it */
  readonly store: string | undefined
}

/** What one of the commands came to. */
interface Verdict {
  readonly outcome: 'stored' | 'nothing' | 'repeated' | 'refused' | 'not provided' | 'failed'
  readonly refusal?: string
  readonly failure?: string
  readonly events?: number
  readonly revision?: number
}

const verdictOnTrouble = (trouble: AskTrouble<Message>, index: number): Verdict => {
  if (trouble.type === 'Refused')
    return { outcome: 'refused', ...(trouble.index === index ? { refusal: trouble.refusal.type } : {}) }
  return trouble.type === 'NotProvided' ? { outcome: 'not provided' } : { outcome: 'failed', failure: trouble.type }
}

const verdictOnAnswer = ({ repeated, events, revision }: Answer): Verdict => {
  const outcome = repeated ? 'repeated' : events.length === 0 ? 'nothing' : 'stored'
  return { outcome, events: events.length, revision }
}

const verdictOn = ({ result }: Ran, index: number): Verdict => {
  if (E.isLeft(result)) return verdictOnTrouble(result.left, index)
  const answer = result.right[index]
  return answer === undefined ? { outcome: 'nothing' } : verdictOnAnswer(answer)
}

const clashes = new Set<StoreStep['failure']>(['WrongRevision', 'MixedRepeat'])

const attributesOf = (ran: Ran, asked: Identified, verdict: Verdict): Attributes => {
  const { command, commandId, correlationId, causationId, because } = asked
  const { outcome, refusal, events, revision } = verdict
  return {
    'deskledger.command.type': command.type,
    'deskledger.command.id': commandId,
    'deskledger.correlation.id': correlationId,
    'deskledger.causation.id': causationId,
    'deskledger.stream': ran.stream,
    'deskledger.outcome': outcome,
    'deskledger.retries': ran.steps.filter(({ failure }) => clashes.has(failure)).length,
    ...(because === undefined ? {} : { 'deskledger.asked_by': because.by }),
    ...(refusal === undefined ? {} : { 'deskledger.refusal.type': refusal }),
    ...(events === undefined ? {} : { 'deskledger.events': events }),
    ...(revision === undefined ? {} : { 'deskledger.revision': revision }),
  }
}

interface Around {
  readonly parent: SpanContext | undefined
  readonly links: readonly SpanContext[]
}

/** Under a span of the same trace; one of another trace is linked to. */
const under = (span: SpanContext | undefined, traceId: string): Around => ({
  parent: span?.traceId === traceId ? span : undefined,
  links: span === undefined || span.traceId === traceId ? [] : [span],
})

/** Where a command came from: the flow that it follows from, nothing for timers, or whoever asks. */
const originOf = ({ active }: CommandSpans, { because }: Identified, traceId: string): SpanContext | undefined => {
  if (because === undefined) return active()
  const { by, event } = because
  const spanId = event && spanIdOfReaction(by, event.eventId)
  return spanId === undefined ? undefined : elsewhere(traceId, spanId)
}

const stepSpan =
  (spans: CommandSpans, { stream }: Ran, parent: SpanContext) =>
  (step: StoreStep): void => {
    const { does, events, expected, repeated, failure, began, ended } = step
    emit(spans, {
      name: does,
      kind: SpanKind.CLIENT,
      began,
      ended,
      parent,
      failure,
      attributes: () => ({
        [ATTR_DB_OPERATION_NAME]: does,
        ...(spans.store === undefined ? {} : { [ATTR_DB_SYSTEM_NAME]: spans.store }),
        'deskledger.stream': stream,
        'deskledger.events': events,
        ...(expected === undefined ? {} : { 'deskledger.expected_revision': expected }),
        ...(repeated === undefined ? {} : { 'deskledger.repeated': repeated }),
      }),
    })
  }

/** The span of a list of commands, which run together. */
const listSpan = (spans: CommandSpans, ran: Ran, first: { asked: Identified; traceId: string }): SpanContext => {
  const { stream, asked, began, ended } = ran
  const { traceId } = first
  return emit(spans, {
    name: `ask ${asked.length} commands`,
    kind: SpanKind.INTERNAL,
    began,
    ended,
    traceId,
    ...under(originOf(spans, first.asked, traceId), traceId),
    attributes: () => ({ 'deskledger.stream': stream, 'deskledger.commands': asked.length }),
  })
}

/** Makes the spans of commands that came to something: one each, and those of what was asked of the store. */
export const ranSpans =
  (spans: CommandSpans) =>
  (ran: Ran): void => {
    const traced = ran.asked.map((asked) => ({ asked, traceId: traceIdOf(asked.correlationId) ?? '' }))
    const [first] = traced
    if (first === undefined || first.traceId === '') return
    const list = ran.asked.length === 1 ? undefined : listSpan(spans, ran, first)
    const all = traced.map(({ asked, traceId }, index) => {
      const verdict = verdictOn(ran, index)
      const { outcome, failure } = verdict
      return emit(spans, {
        name: `ask ${asked.command.type}`,
        kind: SpanKind.INTERNAL,
        began: ran.began,
        ended: ran.ended,
        traceId,
        // What may be stored has the span that its events lead to.
        spanId: outcome === 'stored' || outcome === 'failed' ? spanIdOfCommand(asked.commandId) : undefined,
        ...under(list ?? originOf(spans, asked, traceId), traceId),
        failure,
        attributes: () => attributesOf(ran, asked, verdict),
      })
    })
    const above = list ?? all[0]
    if (above !== undefined) ran.steps.forEach(stepSpan(spans, ran, above))
  }
