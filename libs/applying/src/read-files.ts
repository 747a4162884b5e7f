import * as E from 'fp-ts/lib/Either.js'
import { formOf, type Form, type FormRead } from './forms/forms.ts'
import type { FileMistake } from './mistakes.ts'
import { documentsOf, type Documents, type FileDocument } from './reading/documents.ts'
import { readSource, type Input } from './reading/sources.ts'

/** What the files of a run say, as far as it could be understood, and all that is wrong with them. */
export interface FilesRead {
  /** as they were named */
  readonly files: readonly string[]
  readonly forms: readonly Form[]
  /** every document that could be read, also those that were not understood */
  readonly documents: readonly FileDocument[]
  readonly mistakes: readonly FileMistake[]
  /** some text could not be read, so that what it says is not known */
  readonly broken: boolean
  /** for people: what was left out */
  readonly notes: readonly string[]
}

const readOne = async (name: string, input: Input): Promise<Documents> => {
  const source = await readSource(name, input)
  return E.isLeft(source) ? { documents: [], mistakes: [source.left], broken: true } : documentsOf(source.right)
}

/** Reads files of agreements and calendars, in YAML or JSON, each once; `-` is standard input. */
export const readFiles = async (names: readonly string[], input: Input): Promise<FilesRead> => {
  const files = [...new Set(names)]
  const read = await Promise.all(files.map((name) => readOne(name, input)))
  const documents = read.flatMap((one) => one.documents)
  const forms = await Promise.all(documents.map(formOf))
  const understood = forms.flatMap((form): readonly FormRead[] => (E.isRight(form) ? [form.right] : []))
  return {
    files,
    documents,
    forms: understood.map(({ form }) => form),
    notes: understood.flatMap(({ notes }) => notes),
    mistakes: [
      ...read.flatMap(({ mistakes }) => mistakes),
      ...forms.flatMap((form) => (E.isLeft(form) ? form.left : [])),
    ],
    broken: read.some(({ broken }) => broken),
  }
}
