import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A program of this folder in a process of its own, outside of what is measured. */
export interface Child {
  /** the next thing it says */
  readonly next: <A>() => Promise<A>
  /** lets it end, and waits until it has */
  readonly end: () => Promise<void>
}

/** Starts `NAME.child`; it is given one value, says values as lines of JSON, and ends when its input does. */
export const startChild = (name: string, given: object, flags: readonly string[] = []): Child => {
  const program = fileURLToPath(new URL(`./${name}.child${extname(import.meta.url)}`, import.meta.url))
  const child = spawn(process.execPath, [...flags, program, JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async <A>() => {
      const { done, value } = await lines.next()
      if (done === true) throw new Error(`The process ${name} of a benchmark ended before it answered; see above.`)
      return JSON.parse(value) as A
    },
    end: async () => {
      child.stdin.end()
      await exit
    },
  }
}

/** What this process was given by whoever started it. */
export const givenTo = <A>(): A => JSON.parse(process.argv[2] ?? '{}') as A

/** Says something to whoever started this process. */
export const say = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Resolves when whoever started this process lets it end, or is no more. */
export const letGo = async (): Promise<void> => {
  process.stdin.resume()
  await once(process.stdin, 'end')
}
