/** A client that walks into one of its own traps: a process of its own, because it dies of it. */
import { EventStoreDBClient, excludeSystemEvents, jsonEvent } from '@eventstore/db-client'

export interface Trapped {
  readonly trap: keyof typeof traps
  readonly urls: readonly string[]
}

const event = () => jsonEvent({ type: 'A', data: {} })
const [, , asked = '{}'] = process.argv
const { trap, urls } = JSON.parse(asked) as Trapped
const [first, second] = urls.map((url) => EventStoreDBClient.connectionString(url))
const alive = setInterval(() => undefined, 1000)

const traps = {
  /** the second client's append is answered late: by then the first client's broken call has thrown it out */
  'two clients': async () => {
    await second?.appendToStream('warm', event())
    await first?.appendToStream('warm', event())
    const late = second?.appendToStream('late', event()).catch(() => undefined)
    const lost = first?.appendToStream('lost', event()).catch(() => undefined)
    await Promise.all([lost, late])
  },
  'a throwing checkpoint': async () => {
    await first?.appendToStream('s', event())
    const checkpointReached = () => {
      throw new Error('The checkpoint could not be kept.')
    }
    first?.subscribeToAll({ filter: excludeSystemEvents({ checkpointReached }) }).on('error', () => undefined)
  },
  'no error listener': async () => {
    await first?.appendToStream('s', event())
    first?.subscribeToAll().on('data', () => undefined)
  },
}

console.log('started')
await traps[trap]()
// What it waits for is death; a client that survives is told to end by the end of its input.
process.stdin.on('end', () => {
  clearInterval(alive)
  process.exit(0)
})
process.stdin.resume()
