import { startEventStoreDouble } from '@deskledger/servers'

/** What this process prints when it serves: the connection string of an EventStoreDB for tests. It serves until its standard input closes. */
export type DoubleUrl = `esdb://${string}`

const double = await startEventStoreDouble()
console.log(double.url)
process.stdin.once('end', () => {
  void double.stop('hard').then(() => process.exit())
})
process.stdin.resume()
