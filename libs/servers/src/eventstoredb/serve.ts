/**
 * The double as a process of its own: `node serve.js '{"port":0,"folder":"…"}'`. Prints its URL as the first line, and ends
 * when its input ends, so that it never outlives whoever started it.
 */
import { startEventStoreDouble, type DoubleOptions } from './double.ts'

/** What the one argument says, as JSON. */
export type ServeOptions = DoubleOptions

const double = await startEventStoreDouble(JSON.parse(process.argv[2] ?? '{}') as ServeOptions)
console.log(double.url)
process.stdin.on('end', () => {
  void double.stop('hard').then(() => process.exit(0))
})
process.stdin.resume()
