import * as E from 'fp-ts/lib/Either.js'
import { commandIdOf, commandOf } from './commands.spec.kit.ts'
import { openFolder } from './open-ledger.ts'

/** What this process, which is there to be killed, does in a folder: asks the commands from a number up to another, or projects. */
export type Job = readonly [from: string, upTo: string] | readonly ['project']

const [folder = '', from = '0', upTo = '0'] = process.argv.slice(2)

const right = <A>(outcome: E.Either<{ readonly type: string }, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const { ledger, close } = right(await openFolder(folder, { create: true, projecting: { batch: 7, held: 20 } }))
console.log('ready')
if (from === 'project') {
  const stop = new AbortController()
  process.stdin.once('end', () => {
    stop.abort()
  })
  process.stdin.resume()
  right(await ledger.follow(stop.signal))
} else {
  for (let n = Number(from); n < Number(upTo); n++) {
    await ledger.ask(commandOf(n) as never, { commandId: commandIdOf(n) }).then(right)
    console.log(n)
    if (n % 10 === 9) right(await ledger.catchUp())
  }
  right(await ledger.catchUp())
}
await close()
