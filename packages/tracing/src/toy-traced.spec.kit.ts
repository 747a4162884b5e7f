import { SpanKind, SpanStatusCode, type Context } from '@opentelemetry/api'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type Sampler,
} from '@opentelemetry/sdk-trace-base'
import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import {
  erasedFlow,
  instantOf,
  type AnyFlow,
  type Message,
  type PersonId,
  type StoredEvent,
  type Title,
  type Uuid,
} from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import { openLedger, openWorker, type Ledger } from '@deskledger/runtime'
import { toyPractice, type ToyCommand, type ToyEvent } from '@deskledger/testing'
import { ledgerIds } from './ids.ts'
import { tracingObserver } from './observer.ts'

const said = (account: string) => ({ account: account as Title, owner: 'ada' as PersonId, at: instantOf(0) })
export const open = (account: string): ToyCommand => ({ type: 'OpenAccount', ...said(account) })
export const pay = (account: string, amount: number): ToyCommand => ({
  type: 'Pay',
  ...said(account),
  amount,
  needs: 0,
})
export const tag = (account: string, tags: readonly string[]): ToyCommand => ({
  type: 'TagAccount',
  ...said(account),
  tags: [...tags],
})

/** Whoever opens an account is paid one into it. */
const welcome: AnyFlow = erasedFlow({
  name: 'opening-is-welcomed',
  sentence: 'Whoever opens an account is paid one into it.',
  knows: {
    name: 'flow-opening-is-welcomed',
    version: 1,
    on: ['AccountOpened'],
    keysOf: ({ data }: StoredEvent<ToyEvent>) => [data.account],
    shared: [],
    remember: () => undefined,
    indexes: [],
    tables: [],
    rollups: [],
  },
  on: ['AccountOpened'],
  asks: ({ data }) => [pay(data.account, 1)],
})

/** What makes spans in one process, and those it made. */
export const tracesOfOne = (sampler?: Sampler) => {
  const exporter = new InMemorySpanExporter()
  const ids = ledgerIds()
  const provider = new BasicTracerProvider({
    idGenerator: ids,
    spanProcessors: [new SimpleSpanProcessor(exporter)],
    ...(sampler === undefined ? {} : { sampler }),
  })
  return { ids, tracer: provider.getTracer('spec'), spans: () => exporter.getFinishedSpans().map(shown) }
}

type Finished = ReturnType<InMemorySpanExporter['getFinishedSpans']>[number]

/** A span as specs look at it. */
const shown = (span: Finished) => ({
  name: span.name,
  kind: SpanKind[span.kind],
  attributes: span.attributes,
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parent: span.parentSpanContext?.spanId,
  links: span.links.map(({ context: { traceId, spanId } }) => ({ traceId, spanId })),
  failed: span.status.code === SpanStatusCode.ERROR,
})
export type Shown = ReturnType<typeof shown>

export const right = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

export interface TracedOptions {
  readonly active?: () => Context
  readonly sampler?: Sampler
}

/** A ledger that only runs commands, and a worker that does all else, each with traces of its own, on the same stores. */
export const apart = ({ active, sampler }: TracedOptions = {}) => {
  const stores = {
    events: openMemoryEventStore({ clock: () => instantOf(Date.now()) }),
    views: openMemoryReadStore(),
  }
  const [here, there] = [tracesOfOne(sampler), tracesOfOne(sampler)]
  const register = [toyPractice()]
  const ledger: Ledger<ToyCommand, Message> = openLedger({
    ...stores,
    register,
    projects: false,
    observer: tracingObserver({ ...here, store: 'memory', ...(active ? { active } : {}) }),
  })
  /** Lets the worker take everything, until `holds`. */
  const works = async (holds: (spans: readonly Shown[]) => boolean) => {
    const end = new AbortController()
    const worker = openWorker({
      ...stores,
      register,
      flows: [welcome],
      lease: { holder: 'worker', duration: 1000, now: Date.now },
      observer: tracingObserver({ ...there, store: 'memory' }),
    })
    const running = worker.run(end.signal)
    while (!holds(there.spans())) await new Promise((resolve) => setTimeout(resolve, 5))
    end.abort()
    right(await running)
  }
  return { ...stores, ledger, works, here: here.spans, there: there.spans }
}

export const id = (digit: string): Uuid => `${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}` as Uuid
