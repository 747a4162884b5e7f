import type { Context } from './context.ts'
import { painter, write } from './io.ts'

/** Writes a result: one line of JSON, or words. */
export const answer = async ({ io, json }: Context, value: unknown, words: () => string): Promise<void> => {
  const text = json ? JSON.stringify(value) : words()
  await write(io.stdout, text.endsWith('\n') ? text : `${text}\n`)
}

/** Says something beside the result, on standard error. */
export const say = async ({ io }: Context, text: string): Promise<void> => {
  await write(io.stderr, `${text}\n`)
}

/** A painter for results. */
export const paintResult = ({ io }: Context) => painter(io, io.stdout)
