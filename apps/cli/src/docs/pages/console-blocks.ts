/** A command line of a console block, and what stands below it. */
interface Shown {
  readonly typed: string
  readonly output: string
}

const OPEN = /^```console$/
const CLOSE = /^```$/
const PROMPT = '$ '

/** Reads the lines of one block: `$ ` begins a command, a backslash at the end of its line goes on with it. */
const shownIn = (lines: readonly string[]): readonly Shown[] => {
  const all: { typed: string; output: string[] }[] = []
  let goesOn = false
  for (const line of lines) {
    const last = all.at(-1)
    if (last !== undefined && goesOn) last.typed += `\n${line}`
    else if (line.startsWith(PROMPT)) all.push({ typed: line.slice(PROMPT.length), output: [] })
    else if (last !== undefined) last.output.push(line)
    goesOn = goesOn || line.startsWith(PROMPT) ? line.endsWith('\\') : false
  }
  return all.map(({ typed, output }) => ({ typed, output: output.join('\n') }))
}

const linesOf = ({ typed, output }: Shown): readonly string[] => [
  `${PROMPT}${typed}`,
  ...(output === '' ? [] : output.split('\n')),
]

/** What a shell would get: continued lines are one. */
const asTyped = (typed: string): string => typed.replace(/\\\n\s*/g, '')

/** The page with each output of its `console` blocks replaced by what `run` says the command gives, in order. */
export const withOutputs = async (page: string, run: (typed: string) => Promise<string>): Promise<string> => {
  const done: string[] = []
  let block: string[] | undefined
  for (const line of page.split('\n')) {
    if (block === undefined) {
      done.push(line)
      if (OPEN.test(line)) block = []
    } else if (CLOSE.test(line)) {
      for (const { typed } of shownIn(block)) done.push(...linesOf({ typed, output: await run(asTyped(typed)) }))
      done.push(line)
      block = undefined
    } else block.push(line)
  }
  return [...done, ...(block ?? [])].join('\n')
}
