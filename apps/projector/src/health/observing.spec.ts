import * as E from 'fp-ts/lib/Either.js'
import type { WorkerState } from '@deskledger/runtime'
import type { Log } from '../log.ts'
import { observing } from './observing.ts'
import { readinessOf } from './readiness.ts'

const LIMIT = 20
const failure = { type: 'ViewsUnavailable', message: 'The connection was cut.' } as const

/** A process that keeps the queue, at a time that stands still until it is moved. */
const standing = (holds: readonly string[] = ['queue']) => {
  const clock = { now: 1000 }
  const said: string[] = []
  const say = (level: string) => (message: string) => said.push(`${level}: ${message}`)
  const log: Log = {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    fatal: say('fatal'),
  }
  const observed = observing({ log, lagLimit: LIMIT, now: () => clock.now })
  const worker: { state: WorkerState } = {
    state: { holds, events: 0, position: undefined, lookedAt: 1000, trouble: undefined },
  }
  const measured = (lags: Readonly<Record<string, number>>) => {
    const readModels = Object.entries(lags).map(([name, lag]) => ({
      ...{ name, generation: 'v1', position: '', documents: 0, parked: 0 },
      lag,
    }))
    observed.measured(E.right({ began: clock.now, status: { head: '9', readModels } }))
  }
  return {
    ...observed,
    said,
    measures: measured,
    begins: () => {
      observed.works(() => worker.state)
    },
    renews: () => {
      worker.state = { ...worker.state, lookedAt: clock.now }
    },
    passes: (ms: number) => {
      clock.now += ms
    },
    readiness: () => readinessOf(observed.current(), { lag: LIMIT, now: clock.now }),
  }
}

const working = (holds?: readonly string[]) => {
  const one = standing(holds)
  one.begins()
  one.measures({ queue: 0, details: 0 })
  return one
}

describe('a process that begins', () => {
  it('is not ready before its stores are open and it was measured how far read models are', () => {
    const one = standing()
    expect(one.readiness()).toEqual({ ready: false, reasons: ['The stores are not open yet.'] })
    one.begins()
    expect(one.readiness()).toEqual({ ready: false, reasons: ['How far read models are is not known yet.'] })
    one.measures({ queue: 0 })
    expect(one.readiness()).toEqual({ ready: true, reasons: [] })
  })
  it('says what it waits for, and that it is well when the stores are there', () => {
    const one = standing()
    one.waits('No answer.', 250)
    one.waits('No answer.', 500)
    expect(one.readiness().reasons).toEqual(['The stores are not open yet.', 'In trouble for 0 s: No answer.'])
    one.passes(3000)
    one.begins()
    expect(one.said).toEqual([
      'warn: Waits for the stores: No answer.',
      'warn: Waits for the stores: No answer.',
      'info: All is well again, after 2 failures in 3 s.',
    ])
  })
  it('is not ready any more when it was told to stop', () => {
    const one = working()
    one.stops()
    expect(one.readiness()).toEqual({ ready: false, reasons: ['It was told to stop.'] })
  })
})

describe('a read model far behind', () => {
  it('makes the process that keeps it not ready, and is said once, and once when it is over', () => {
    const one = working()
    one.measures({ queue: LIMIT, details: 0 })
    one.measures({ queue: LIMIT + 5, details: 0 })
    expect(one.readiness()).toEqual({
      ready: false,
      reasons: [`queue is ${LIMIT + 5} events or more behind the log; the limit is ${LIMIT}.`],
    })
    one.measures({ queue: LIMIT - 1, details: 0 })
    expect(one.readiness().ready).toBe(true)
    expect(one.said).toEqual([
      `warn: queue is ${LIMIT} events or more behind the log.`,
      'info: Not far behind the log any more: queue.',
    ])
  })
  it('is no concern of a process that does not keep it', () => {
    const one = working(['details'])
    one.measures({ queue: 9000, details: 0 })
    expect(one.readiness().ready).toBe(true)
    expect(one.said).toEqual([])
  })
  it('leaves a process ready that keeps nothing, because others keep all', () => {
    const one = working([])
    one.measures({ queue: 9000 })
    expect(one.readiness().ready).toBe(true)
  })
})

describe('a failure that passes', () => {
  it('makes the process not ready until a batch is written', () => {
    const one = working()
    one.failed(failure, 100)
    one.passes(2000)
    one.failed(failure, 200)
    expect(one.readiness()).toEqual({ ready: false, reasons: ['In trouble for 2 s: The connection was cut.'] })
    one.wrote()
    expect(one.readiness().ready).toBe(true)
    expect(one.said.at(-1)).toBe('info: All is well again, after 2 failures in 2 s.')
  })
  it('is over without a batch when nothing waits, after the next attempt, with leases renewed', () => {
    const one = working()
    one.failed(failure, 100)
    one.measures({ queue: 0 })
    expect(one.readiness().ready).toBe(false)
    one.passes(150)
    one.measures({ queue: 0 })
    expect(one.readiness().ready).toBe(false)
    one.renews()
    one.measures({ queue: 1 })
    expect(one.readiness().ready).toBe(false)
    one.measures({ queue: 0 })
    expect(one.readiness().ready).toBe(true)
  })
})

describe('stores that do not answer how far read models are', () => {
  const notMeasured = 'The stores could not be asked how far read models are: The connection was cut.'
  it('make the process not ready until they do, and are said once', () => {
    const one = working()
    one.measured(E.left(failure))
    one.measured(E.left(failure))
    expect(one.readiness()).toEqual({ ready: false, reasons: [notMeasured] })
    expect(one.said).toEqual(['warn: The connection was cut.'])
    one.measures({ queue: 0 })
    expect(one.readiness().ready).toBe(true)
  })
  it('make it not ready after a minute of silence', () => {
    const one = working()
    one.passes(60_000)
    expect(one.readiness().ready).toBe(true)
    one.passes(1)
    expect(one.readiness().reasons).toEqual(['How far read models are has not been answered for 60 s.'])
  })
})
