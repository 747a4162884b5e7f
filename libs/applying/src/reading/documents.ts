import { LineCounter, parseAllDocuments, type Document } from 'yaml'
import type { Mistake } from '@deskledger/kernel'
import type { FileMistake } from '../mistakes.ts'
import type { Source } from './sources.ts'
import { syntaxMistakes, type SyntaxMistake } from './syntax.ts'
import { valuesOf, type Values } from './values.ts'

/** A document of a file: what it says, and where. */
export interface FileDocument {
  readonly source: Source
  readonly value: unknown
  /** where it begins */
  readonly line: number
  /** a mistake at a pointer of the document, with its place in the file; `name`: the name is wrong, not the value */
  readonly at: (mistake: Mistake, part?: 'name' | 'value') => FileMistake
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

/**
 * Reads a text of YAML, or JSON, which is part of it: each document, and every mistake of the text. Only what the core schema
 * of YAML 1.2 calls a number, true, false or null is no text: `no`, `10:30` and `2025-12-25` are texts.
 */
export const documentsOf = (source: Source): Documents => {
  const counter = new LineCounter()
  const place = placing(source, counter)
  const told = ({ offset, message }: SyntaxMistake): FileMistake => ({ ...place(offset), pointer: '', message })
  const parsed = parseAllDocuments(source.text, { ...OPTIONS, lineCounter: counter })
  const all = ([...parsed] as readonly Document[]).map((document) => {
    const syntax = syntaxMistakes([...document.errors, ...document.warnings], source.text)
    const values = syntax.broken ? undefined : valuesOf(document)
    return { syntax, values, empty: !syntax.broken && document.contents === null }
  })
  const written = all.filter(({ empty }) => !empty)
  if (written.length === 0) {
    const nothing = { file: source.name, line: 0, column: 0, pointer: '', message: NOTHING }
    return { documents: [], mistakes: [nothing], broken: false }
  }
  const wrongValues = written.flatMap(({ values }) => values?.mistakes ?? [])
  return {
    documents: written.flatMap(({ values }) =>
      values === undefined || values.mistakes.length > 0 ? [] : [documentOf(source, values, place)],
    ),
    mistakes: [...written.flatMap(({ syntax }) => syntax.mistakes), ...wrongValues].map(told),
    broken: written.some(({ syntax }) => syntax.broken) || wrongValues.length > 0,
  }
}
