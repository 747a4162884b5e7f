import { LineCounter, parseAllDocuments, type Document } from 'yaml'
import type { Mistake } from '@deskledger/kernel'
import type { FileMistake } from '../mistakes.ts'
import type { Origin, Source } from './sources.ts'
import { syntaxOf, withoutTabs, type Syntax, type SyntaxMistake } from './syntax.ts'
import { valuesOf, type Values } from './values.ts'

/** A document, mostly of a file: what it says, and where. */
export interface FileDocument {
  readonly source: Origin
  readonly value: unknown
  /** where it begins */
  readonly line: number
  /** a mistake at a pointer of the document, with its place in the file; `name`: the name is wrong, not the value */
  readonly at: (mistake: Mistake, part?: 'name' | 'value') => FileMistake
  /** pointers at which nothing is said, as has been told already */
  readonly unknown: ReadonlySet<string>
  /** as it is written, where something is plain and no text; else null */
  readonly plainAt: (pointer: string) => string | null
}

/** The documents of a file that can be looked at, and what is wrong with its text. */
export interface Documents {
  readonly documents: readonly FileDocument[]
  readonly mistakes: readonly FileMistake[]
  /** some of it could not be read: what it says is not known */
  readonly broken: boolean
}

/** The nearest place that is written: what is missing is missed where it would belong. */
const nearest = ({ written }: Values, pointer: string): string => {
  let at = pointer
  while (at !== '' && !written.has(at)) at = at.slice(0, at.lastIndexOf('/'))
  return at
}

const placing = (source: Source, counter: LineCounter) => (offset: number) => {
  const { line, col } = counter.linePos(offset)
  return { file: source.name, line: Math.max(1, line), column: Math.max(1, col) }
}

/** Lists and objects often begin on the line below: their name is where people look. */
const offsetOf = (values: Values, pointer: string, part: 'name' | 'value'): number => {
  const at = nearest(values, pointer)
  const { name = 0, value = 0 } = values.written.get(at) ?? {}
  return part === 'name' && at === pointer ? name : value
}

const documentOf = (source: Source, values: Values, place: ReturnType<typeof placing>): FileDocument => ({
  source,
  value: values.value,
  line: place(offsetOf(values, '', 'value')).line,
  at: ({ pointer, message }, part = 'value') => ({ ...place(offsetOf(values, pointer, part)), pointer, message }),
  unknown: values.unknown,
  plainAt: (pointer) => values.written.get(pointer)?.plain ?? null,
})

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  resolveKnownTags: false,
  stringKeys: true,
  prettyErrors: false,
  logLevel: 'silent',
} as const

const NOTHING = 'Nothing is written here. Write kind: agreement, or kind: business-calendar, and what belongs to it.'

const parsed = (text: string, lineCounter: LineCounter): readonly Document[] => [
  ...parseAllDocuments(text, { ...OPTIONS, lineCounter }),
]

/** One document: what is wrong with its text, and what it says, if that can be told. */
interface Read {
  readonly mistakes: readonly SyntaxMistake[]
  readonly values: Values | undefined
  readonly empty: boolean
}

const readOne = (document: Document, text: string): Read & Pick<Syntax, 'tabs'> => {
  const { mistakes, broken, tabs } = syntaxOf([...document.errors, ...document.warnings], text)
  if (broken) return { mistakes, values: undefined, empty: false, tabs }
  const values = valuesOf(document)
  const told = [...mistakes, ...values.mistakes]
  return {
    mistakes: told,
    values: values.excessive ? undefined : values,
    empty: values.written.get('')?.plain === '',
    tabs,
  }
}

/** Documents whose lines begin with tabs are read once more without them, so that all else is told as well. */
const readAll = (text: string, counter: LineCounter): readonly Read[] => {
  const first = parsed(text, counter).map((document) => readOne(document, text))
  if (!first.some(({ tabs }) => tabs)) return first
  const again = parsed(withoutTabs(text), new LineCounter()).map((document) => readOne(document, text))
  return first.map((read, place) => {
    const other = again[place]
    if (!read.tabs || other?.values === undefined || again.length !== first.length) return read
    return { mistakes: [...read.mistakes, ...other.mistakes], values: other.values, empty: false }
  })
}

/**
 * Reads a text of YAML, or JSON, which is part of it: each document, and every mistake of the text. Only what the core schema
 * of YAML 1.2 calls a number, true, false or null is no text: `no`, `10:30` and `2025-12-25` are texts.
 */
export const documentsOf = (source: Source): Documents => {
  const counter = new LineCounter()
  const place = placing(source, counter)
  const written = readAll(source.text, counter).filter(({ empty }) => !empty)
  if (written.length === 0) {
    const nothing = { file: source.name, line: 0, column: 0, pointer: '', message: NOTHING }
    return { documents: [], mistakes: [nothing], broken: false }
  }
  return {
    documents: written.flatMap(({ values }) => (values === undefined ? [] : [documentOf(source, values, place)])),
    mistakes: written.flatMap(({ mistakes }) =>
      mistakes.map(({ offset, message }) => ({ ...place(offset), pointer: '', message })),
    ),
    broken: written.some(({ values }) => values === undefined),
  }
}
