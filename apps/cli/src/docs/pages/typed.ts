/** A line as a shell reads it: the words, a file for the output, and a command that it is piped into. */
export interface Typed {
  readonly words: readonly string[]
  readonly into: string | undefined
  readonly pipe: string | undefined
}

const WORD = /(?:[^\s"'|>]|"[^"]*"|'[^']*')+/y
const quoted = /"([^"]*)"|'([^']*)'/g
const plain = (word: string): string => word.replace(quoted, (_, a?: string, b?: string) => a ?? b ?? '')

/** Reads words, quotes, `> file` and `| command`; nothing else of a shell. */
export const typedOf = (line: string): Typed => {
  const words: string[] = []
  let at = 0
  while (at < line.length) {
    WORD.lastIndex = at
    const [word] = WORD.exec(line) ?? []
    if (word !== undefined) words.push(plain(word))
    else if (line[at] === '|') return { words, into: undefined, pipe: line.slice(at + 1).trim() }
    else if (line[at] === '>') return { words, into: line.slice(at + 1).trim(), pipe: undefined }
    at += word?.length ?? 1
  }
  return { words, into: undefined, pipe: undefined }
}
