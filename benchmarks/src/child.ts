import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { extname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A program that runs in a process of its own: what it is given, and what it says. */
export interface Program<Given extends object, Said extends object> {
  readonly file: URL
  /** for Node */
  readonly flags?: readonly string[]
  /** holds the types; never there */
  readonly speaks?: (given: Given) => Said
}

/** A program that runs, outside of what is measured. */
export interface Child<Said> {
  /** the next thing it says */
  readonly next: () => Promise<Said>
  /** lets it end, and waits until it has */
  readonly end: () => Promise<void>
}

/** Starts a program; it is given one value, says values as lines of JSON, and ends when its input does. */
export const startChild = <Given extends object, Said extends object>(
  { file, flags = [] }: Program<Given, Said>,
  given: Given,
): Child<Said> => {
  const program = fileURLToPath(file).replace(/\.ts$/, extname(import.meta.url))
  const child = spawn(process.execPath, [...flags, program, JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const lines: AsyncIterator<string, undefined> = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async () => {
      const line = await lines.next()
      if (line.value === undefined) throw new Error(`${program} ended before it answered; what it said stands above.`)
      return JSON.parse(line.value) as Said
    },
    end: async () => {
      child.stdin.end()
      await exit
    },
  }
}

/** What this process speaks with whoever started it. */
export const speaking = <Given extends object, Said extends object>({ file }: Program<Given, Said>) => {
  const [, , given] = process.argv
  if (given === undefined) throw new Error(`${fileURLToPath(file)} is started by benchmarks, with one value as JSON.`)
  return {
    given: JSON.parse(given) as Given,
    say: (said: Said): void => {
      process.stdout.write(`${JSON.stringify(said)}\n`)
    },
    /** resolves when this process may end, or whoever started it is no more */
    letGo: async (): Promise<void> => {
      process.stdin.resume()
      await once(process.stdin, 'end')
    },
  }
}
