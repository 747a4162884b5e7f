import type { ErrorCode, YAMLError } from 'yaml'

export const tooDeep = 'This is nested too deeply to be an agreement or a calendar. Write it flatter.'

/** What to do about each kind of mistake that a reader of YAML knows. */
const advice: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias (*name) takes neither tag nor anchor. Write it alone.',
  BAD_ALIAS:
    'An alias is * and the name of an anchor (&name) above it. Correct the name, or write out what it stands for.',
  BAD_COLLECTION_TYPE: 'The tag here is for something else than what follows. Take it out.',
  BAD_DIRECTIVE: 'A line that begins with % is a directive, and this one means nothing. Take it out.',
  BAD_DQ_ESCAPE:
    'A backslash in double quotes begins an escape, and there is none like this. Write two of them, or use single quotes.',
  BAD_INDENT:
    'This does not stand where it belongs. Begin all members of one thing in the same column, and end each [ with ] and each { with }.',
  BAD_PROP_ORDER: 'Anchors and tags stand between the name and the value. Put this there, or take it out.',
  BAD_SCALAR_START: 'A text cannot begin with this character. Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A second ": " on one line cannot be told from a name. Put the text in quotes, or begin a new line.',
  BLOCK_IN_FLOW: 'Between [ ] or { } there are no lines that begin with "- ". Divide by commas.',
  DUPLICATE_KEY: 'This is written twice. Keep one of them.',
  IMPOSSIBLE: 'This cannot be understood. Write it more plainly.',
  KEY_OVER_1024_CHARS: 'A name is at most 1024 characters long. Look whether quotes are missing.',
  MISSING_CHAR:
    'Something is missing: ":" and a space after a name, or what ends a text in quotes, a [ or a {. Add it.',
  MULTILINE_IMPLICIT_KEY: 'A name is followed by ":" and a space, on its own line. Write it as name: value.',
  MULTIPLE_ANCHORS: 'A value has one anchor at most. Take the others out.',
  MULTIPLE_DOCS: 'Another document begins here. Put a line --- between them.',
  MULTIPLE_TAGS: 'A value has one tag at most. Take the others out.',
  NON_STRING_KEY: 'A name is a text. Write it as name: value.',
  RESOURCE_EXHAUSTION: tooDeep,
  TAB_AS_INDENT: 'A tab indents this line, and YAML does not say how far. Use spaces.',
  TAG_RESOLVE_FAILED: 'Tags (!name) mean nothing here: dates and hours are written as plain texts. Take it out.',
  UNEXPECTED_TOKEN: 'This is not expected here. Look whether quotes, a comma or a line break are missing before it.',
}

/** A mistake of the text itself. */
export interface SyntaxMistake {
  /** characters from the beginning of the text */
  readonly offset: number
  readonly message: string
}

/** After these the rest of a document can be trusted. */
const harmless: readonly ErrorCode[] = ['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED', 'BAD_SCALAR_START', 'BAD_DQ_ESCAPE']

/** From these many others follow, which say nothing more. */
const causes: readonly ErrorCode[] = ['RESOURCE_EXHAUSTION', 'TAB_AS_INDENT']

const name = /"[^"]*"|'[^']*'|[^\s:,{}[\]]+/y

const sentence = ({ code, pos: [from] }: YAMLError, text: string): string => {
  name.lastIndex = from
  const [twice = 'This'] = code === 'DUPLICATE_KEY' ? (name.exec(text) ?? []) : []
  return code === 'DUPLICATE_KEY' ? `${twice} is written twice. Keep one of them.` : advice[code]
}

/** What a reader of YAML found wrong with a document. */
export interface Syntax {
  readonly mistakes: readonly SyntaxMistake[]
  /** what it says cannot be trusted */
  readonly broken: boolean
  /** tabs are among what is wrong: without them it may be understood */
  readonly tabs: boolean
}

/** Words for what is wrong with a document; what follows from something else that is wrong is left out. */
export const syntaxOf = (errors: readonly YAMLError[], text: string): Syntax => {
  const cause = causes.find((one) => errors.some(({ code }) => code === one))
  const named = cause === undefined ? errors : errors.filter(({ code }) => code === cause)
  const places = named.map(({ pos: [from] }) => from)
  const first = named.filter(({ pos: [from] }, index) => places.indexOf(from) === index)
  const told = cause === 'RESOURCE_EXHAUSTION' ? first.slice(0, 1) : first
  return {
    mistakes: told.map((error) => ({ offset: error.pos[0], message: sentence(error, text) })),
    broken: errors.some(({ code }) => !harmless.includes(code)),
    tabs: cause === 'TAB_AS_INDENT',
  }
}

/** The text with as many spaces as there are tabs where lines begin: every place stays where it is. */
export const withoutTabs = (text: string): string => text.replace(/^[ \t]+/gm, (indent) => ' '.repeat(indent.length))
