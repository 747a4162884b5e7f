/** One thing that is wrong with the files of a run: where, what, and what to write instead. */
export interface FileMistake {
  /** as it was named, `-` being standard input */
  readonly file: string
  /** of the file, from 1; 0: the file as a whole */
  readonly line: number
  /** of the line, from 1; 0: the line, or the file, as a whole */
  readonly column: number
  /** where in its document (RFC 6901); empty: the document itself, or no part of one */
  readonly pointer: string
  /** a sentence without the place */
  readonly message: string
}

/** `calendars.yaml:7:10`, as editors and compilers write places. */
export const shownPlace = ({ file, line, column }: Pick<FileMistake, 'file' | 'line' | 'column'>): string =>
  [file, line, column].filter((part) => part !== 0).join(':')

/** A mistake on one line: place and sentence. */
export const wordsForMistake = (mistake: FileMistake): string => `${shownPlace(mistake)}: ${mistake.message}`

const order = (a: FileMistake, b: FileMistake): number => a.line - b.line || a.column - b.column

/** Mistakes as people work them off: file by file in the order given, down the lines, each once. */
export const inOrder = (mistakes: readonly FileMistake[], files: readonly string[]): readonly FileMistake[] => {
  const rank = (file: string): number => (files.includes(file) ? files.indexOf(file) : files.length)
  const once = new Map(mistakes.map((mistake) => [`${wordsForMistake(mistake)}\n${mistake.pointer}`, mistake]))
  return [...once.values()].sort((a, b) => rank(a.file) - rank(b.file) || order(a, b))
}
