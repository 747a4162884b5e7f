import { EventEmitter } from 'node:events'
import { MongoClient } from 'mongodb'
import { onStruck, type Signs } from './struck.ts'

const { jest } = import.meta

const [PAUSE, CONNECT, SOCKET] = [1_000, 2_000, 3_000]
const MONITOR_LIMIT = PAUSE + 2 * CONNECT
const OUT_LIMIT = 3 * SOCKET

type Said = readonly [name: string, event: object]
/** What one says who has seen nothing else than these events. */
const client = (options: Partial<Signs['options']> = {}) => {
  const events = new EventEmitter()
  const own = {
    heartbeatFrequencyMS: PAUSE,
    connectTimeoutMS: CONNECT,
    socketTimeoutMS: SOCKET,
    loadBalanced: false,
    ...options,
  }
  let told = 0
  onStruck(Object.assign(events, { options: own }) as unknown as Signs, () => (told += 1))
  return { say: (...said: Said) => events.emit(...said), told: () => told }
}
const address = 'db1:27017'
const heartbeat = { connectionId: address }
const connection = (connectionId: number) => ({ address, connectionId })

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe('a monitor', () => {
  it('of which something is heard in time is well, whatever that is', () => {
    const { say, told } = client()
    say('serverOpening', { address })
    for (const name of ['Started', 'Failed', 'Started', 'Succeeded', 'Started', 'Succeeded', 'Started']) {
      jest.advanceTimersByTime(MONITOR_LIMIT - 1)
      say(`serverHeartbeat${name}`, heartbeat)
    }
    expect(told()).toBe(0)
  })
  it.each(['Started', 'Failed', 'Succeeded'])('that stops after "%s" makes the client be replaced, once', (name) => {
    const { say, told } = client()
    say('serverOpening', { address })
    say(`serverHeartbeat${name}`, heartbeat)
    jest.advanceTimersByTime(MONITOR_LIMIT - 1)
    expect(told()).toBe(0)
    jest.advanceTimersByTime(10 * MONITOR_LIMIT)
    expect(told()).toBe(1)
  })
  it('that was told to look again on a connection that stands, and does not, is given up soon', () => {
    const { say, told } = client()
    say('serverOpening', { address })
    say('serverHeartbeatStarted', heartbeat)
    say('serverHeartbeatSucceeded', heartbeat)
    say('serverDescriptionChanged', { address, newDescription: { type: 'RSPrimary' } })
    jest.advanceTimersByTime(PAUSE)
    say('serverDescriptionChanged', { address, newDescription: { type: 'Unknown' } })
    say('serverHeartbeatStarted', heartbeat)
    jest.advanceTimersByTime(1_499)
    expect(told()).toBe(0)
    jest.advanceTimersByTime(1)
    expect(told()).toBe(1)
  })
  it('that has to connect again may take its time', () => {
    const { say, told } = client()
    say('serverOpening', { address })
    say('serverHeartbeatSucceeded', heartbeat)
    say('serverDescriptionChanged', { address, newDescription: { type: 'Unknown' } })
    say('serverHeartbeatStarted', heartbeat)
    say('serverHeartbeatFailed', heartbeat)
    say('serverHeartbeatStarted', heartbeat)
    jest.advanceTimersByTime(MONITOR_LIMIT - 1)
    expect(told()).toBe(0)
  })
  it('is looked at by itself: another that goes on does not help it', () => {
    const { say, told } = client()
    say('serverOpening', { address })
    say('serverOpening', { address: 'db2:27017' })
    for (let ms = 0; ms < MONITOR_LIMIT; ms += PAUSE) {
      jest.advanceTimersByTime(PAUSE)
      say('serverHeartbeatSucceeded', { connectionId: 'db2:27017' })
    }
    expect(told()).toBe(1)
  })
  it('of a server that left is expected to say nothing, though a last word may come late', () => {
    const { say, told } = client()
    say('serverOpening', { address })
    say('serverHeartbeatStarted', heartbeat)
    say('serverClosed', { address })
    say('serverHeartbeatFailed', heartbeat)
    jest.advanceTimersByTime(10 * MONITOR_LIMIT)
    expect(told()).toBe(0)
  })
})

describe('a connection', () => {
  it('that comes back in time is well, and so is one that is not out', () => {
    const { say, told } = client()
    for (let n = 0; n < 5; n++) {
      say('connectionCheckedOut', connection(n))
      jest.advanceTimersByTime(OUT_LIMIT - 1)
      say('connectionCheckedIn', connection(n))
    }
    jest.advanceTimersByTime(10 * OUT_LIMIT)
    expect(told()).toBe(0)
  })
  it('that does not makes the client be replaced, once, though others come back', () => {
    const { say, told } = client()
    say('connectionCheckedOut', connection(1))
    say('connectionCheckedOut', connection(2))
    say('connectionCheckedOut', connection(3))
    say('connectionCheckedIn', connection(3))
    jest.advanceTimersByTime(OUT_LIMIT - 1)
    expect(told()).toBe(0)
    jest.advanceTimersByTime(10 * OUT_LIMIT)
    expect(told()).toBe(1)
  })
  it.each([
    ['of a client that waits for as long as it takes', { socketTimeoutMS: 0 }],
    ['behind a load balancer', { loadBalanced: true }],
  ])('%s may be out for ever', (_, options) => {
    const { say, told } = client(options)
    say('connectionCheckedOut', connection(1))
    jest.advanceTimersByTime(10 * OUT_LIMIT)
    expect(told()).toBe(0)
  })
})

describe('a client', () => {
  it('that gave up is to be replaced, and is watched no more', () => {
    const { say, told } = client()
    say('serverOpening', { address })
    say('connectionCheckedOut', connection(1))
    say('topologyClosed', {})
    expect(told()).toBe(1)
    jest.advanceTimersByTime(10 * OUT_LIMIT)
    expect(told()).toBe(1)
  })
})

it('these are the events and the options that the driver has', async () => {
  jest.useRealTimers()
  const real = new MongoClient('mongodb://127.0.0.1:1/?directConnection=true', {
    serverSelectionTimeoutMS: 300,
    heartbeatFrequencyMS: 500,
  })
  const seen: string[] = []
  const names = ['serverOpening', 'serverHeartbeatStarted', 'serverHeartbeatFailed', 'serverClosed', 'topologyClosed']
  for (const name of names) real.on(name as 'serverOpening', (event) => seen.push(`${name} ${JSON.stringify(event)}`))
  await expect(real.connect()).rejects.toThrow()
  for (const name of names.slice(0, 4)) expect(seen.find((one) => one.startsWith(name))).toContain('127.0.0.1:1')
  expect(seen.at(-1)).toContain('topologyClosed')
  expect(real.options).toMatchObject({ heartbeatFrequencyMS: 500, connectTimeoutMS: 30_000, loadBalanced: false })
  await real.close()
})
