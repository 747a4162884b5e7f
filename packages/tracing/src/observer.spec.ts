import { ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api'
import { TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base'
import * as E from 'fp-ts/lib/Either.js'
import { uuidv5, type Uuid } from '@deskledger/kernel'
import { tracingObserver } from './observer.ts'
import { apart, id, open, pay, right, tag, tracesOfOne, type Shown } from './toy-traced.spec.kit.ts'

const story = id('a')
const traceId = story.replaceAll('-', '')
const caller = { traceId, spanId: 'c'.repeat(16), traceFlags: TraceFlags.SAMPLED }
const inside = (context = caller) => trace.setSpanContext(ROOT_CONTEXT, context)
const asking = { commandId: id('b'), correlationId: story }
const named = (spans: readonly Shown[], name: string): Shown => {
  const [one, ...others] = spans.filter((span) => span.name === name)
  if (one === undefined || others.length > 0) throw new Error(`${name}: ${JSON.stringify(spans)}`)
  return one
}

describe('a command', () => {
  it('is a span in the trace of its correlation id, with what was asked of the store under it', async () => {
    const { ledger, here } = apart({ active: inside })
    right(await ledger.ask(open('A'), asking))
    const command = named(here(), 'ask OpenAccount')
    expect(command).toMatchObject({
      traceId,
      spanId: '8111bbbbbbbbbbbb',
      parent: caller.spanId,
      failed: false,
      attributes: {
        'deskledger.command.type': 'OpenAccount',
        'deskledger.command.id': asking.commandId,
        'deskledger.correlation.id': story,
        'deskledger.causation.id': asking.commandId,
        'deskledger.stream': 'toy-A',
        'deskledger.outcome': 'stored',
        'deskledger.events': 2,
        'deskledger.revision': 1,
        'deskledger.retries': 0,
      },
    })
    expect(named(here(), 'append')).toMatchObject({
      traceId,
      parent: command.spanId,
      kind: 'CLIENT',
      attributes: {
        'db.system.name': 'memory',
        'db.operation.name': 'append',
        'deskledger.stream': 'toy-A',
        'deskledger.expected_revision': -1,
        'deskledger.events': 2,
        'deskledger.repeated': false,
      },
    })
  })
  it('that comes to nothing, is repeated or refused says so, and is no span that others stand under', async () => {
    const { ledger, here } = apart()
    right(await ledger.ask(open('A'), asking))
    right(await ledger.ask(open('A'), asking))
    right(await ledger.ask(tag('A', ['new']), { correlationId: story }))
    await ledger.ask(pay('A', -7), { correlationId: story })
    const told = here().filter(({ name }) => name.startsWith('ask'))
    expect(told.map(({ attributes }) => attributes['deskledger.outcome'])).toEqual([
      'stored',
      'repeated',
      'nothing',
      'refused',
    ])
    expect(told[3]?.attributes['deskledger.refusal.type']).toBe('Overdrawn')
    expect(told.every(({ failed }) => !failed)).toBe(true)
    expect(new Set(told.map(({ spanId }) => spanId)).size).toBe(4)
  })
  it('that clashed says how often', async () => {
    const { ledger, here, events } = apart()
    right(await ledger.ask(open('A'), { correlationId: story }))
    const paid = { eventId: uuidv5(story, 'paid'), type: 'Paid', data: { ...pay('A', 1), type: 'Paid' } }
    right(await events.append('toy-A', 1, [{ ...paid, metadata: { ...ofOther, schemaVersion: 1 } }])())
    right(await ledger.ask(pay('A', 2), asking))
    const { attributes, spanId } = named(here(), 'ask Pay')
    expect(attributes).toMatchObject({ 'deskledger.retries': 1, 'deskledger.outcome': 'stored' })
    const steps = here().filter(({ parent }) => parent === spanId)
    expect(steps.map(({ name, failed, attributes: told }) => [name, failed, told['error.type']])).toEqual([
      ['append', true, 'WrongRevision'],
      ['read', false, undefined],
      ['append', false, undefined],
    ])
  })
  it('of another trace than the one around it is linked with that', async () => {
    const around = { ...caller, traceId: 'd'.repeat(32) }
    const { ledger, here } = apart({ active: () => inside(around) })
    right(await ledger.ask(open('A'), asking))
    const { links, parent, traceId: own } = named(here(), 'ask OpenAccount')
    expect([own, parent, links]).toEqual([traceId, undefined, [{ traceId: around.traceId, spanId: around.spanId }]])
  })
  it('that does not say what it belongs to belongs to the trace around it', async () => {
    const { ledger, here, events } = apart({ active: inside })
    right(await ledger.ask(open('A')))
    expect(named(here(), 'ask OpenAccount')).toMatchObject({ traceId, parent: caller.spanId })
    const [event] = right(await events.readStream('toy-A')())
    expect(event?.metadata.correlationId).toBe(story)
  })
  it('in a list has a span of its own, under one of all', async () => {
    const { ledger, here } = apart()
    const list = [open('A'), pay('A', 3)].map((command, at) => ({
      command,
      commandId: id(String(at)),
      correlationId: story,
    }))
    right(await ledger.askAll(list))
    const all = named(here(), 'ask 2 commands')
    expect(all).toMatchObject({ traceId, attributes: { 'deskledger.commands': 2 } })
    for (const name of ['ask OpenAccount', 'ask Pay', 'append'])
      expect(named(here(), name)).toMatchObject({ traceId, parent: all.spanId })
    expect(named(here(), 'ask Pay').spanId).toBe('8111111111111111')
  })
  it('that timers ask is the first of its trace, whatever goes on around them', () => {
    const { spans, ...made } = tracesOfOne()
    const commandId = id('f')
    const asked = { commandId, correlationId: commandId, causationId: commandId, because: { by: 'accounts-close' } }
    const answer = { stream: 'toy-A', revision: 2, position: '3', repeated: false, events: [{}] as never }
    tracingObserver({ ...made, active: inside }).ran({
      stream: 'toy-A',
      asked: [{ command: { type: 'CloseAccount' }, ...asked }],
      result: E.right([answer]),
      steps: [],
      began: Date.now() - 1,
      ended: Date.now(),
    })
    expect(spans()).toMatchObject([
      {
        traceId: commandId.replaceAll('-', ''),
        spanId: '8111ffffffffffff',
        parent: undefined,
        links: [],
        attributes: { 'deskledger.asked_by': 'accounts-close' },
      },
    ])
  })
  it('whose correlation id can be no trace is not traced, and done all the same', async () => {
    const { ledger, here } = apart()
    right(await ledger.ask(open('A'), { correlationId: '00000000-0000-0000-0000-000000000000' as Uuid }))
    expect(here()).toEqual([])
  })
  it('that the store fails is a failure, by its type alone', async () => {
    const { ledger, here, events } = apart()
    await events.close()
    expect(E.isLeft(await ledger.ask(open('A'), asking))).toBe(true)
    expect(named(here(), 'ask OpenAccount')).toMatchObject({ failed: true, attributes: { 'error.type': 'Closed' } })
  })
})

const ofOther = { commandId: id('e'), correlationId: id('e'), causationId: id('e') }

describe('another process, which knows the log alone', () => {
  it('puts read models and flows under the command, and what flows ask under them', async () => {
    const { ledger, works, here, there } = apart({ active: inside })
    right(await ledger.ask(open('A'), asking))
    await works((spans) => spans.filter(({ name }) => name === 'project').length >= 2)
    const command = named(here(), 'ask OpenAccount')
    const react = named(there(), 'react opening-is-welcomed')
    const asked = named(there(), 'ask Pay')
    const projections = there().filter(({ name }) => name === 'project')
    expect(react).toMatchObject({
      traceId,
      parent: command.spanId,
      kind: 'CONSUMER',
      attributes: { 'deskledger.flow': 'opening-is-welcomed', 'deskledger.event.type': 'AccountOpened' },
    })
    expect(asked).toMatchObject({
      traceId,
      parent: react.spanId,
      attributes: {
        'deskledger.asked_by': 'opening-is-welcomed',
        'deskledger.causation.id': react.attributes['deskledger.event.id'],
        'deskledger.outcome': 'stored',
      },
    })
    expect(projections.map(({ parent }) => parent).toSorted()).toEqual([command.spanId, asked.spanId].toSorted())
    for (const one of projections) {
      expect(one).toMatchObject({ traceId, kind: 'CONSUMER' })
      expect(one.attributes['deskledger.read_models']).toContain('toy-accounts')
      expect(one.attributes['deskledger.seconds_after_append']).toBeGreaterThanOrEqual(0)
    }
  })
  it('tells a batch of many commands once, linked with so many of them at most', async () => {
    const { ledger, works, there } = apart()
    for (let account = 0; account < 70; account++) right(await ledger.ask(open(`A${account}`)))
    await works((spans) => spans.some(({ name }) => name === 'project batch'))
    const [batch] = there().filter(({ name }) => name === 'project batch')
    const inTraces = there().filter(({ name, links }) => name === 'project' && links[0]?.spanId === batch?.spanId)
    expect(batch?.links).toHaveLength(64)
    expect(inTraces).toHaveLength(64)
    expect(new Set(inTraces.map((one) => one.traceId)).size).toBe(64)
    expect(batch?.attributes['deskledger.commands']).toBeGreaterThanOrEqual(70)
  })
  it('keeps the same traces, by their id alone', async () => {
    const { ledger, works, here, there } = apart({ sampler: new TraceIdRatioBasedSampler(0.5) })
    const commands = 40
    for (let account = 0; account < commands; account++) right(await ledger.ask(open(`A${account}`)))
    await works((spans) => spans.filter(({ name }) => name === 'ask Pay').length >= 1)
    const kept = new Set(here().map((one) => one.traceId))
    expect(kept.size).toBeGreaterThan(0)
    expect(kept.size).toBeLessThan(commands)
    const followed = there().filter(({ name }) => name.startsWith('react'))
    expect(new Set(followed.map((one) => one.traceId))).toEqual(kept)
  })
})
