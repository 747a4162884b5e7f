import * as E from 'fp-ts/lib/Either.js'
import { agreement, calendar, type FormRead, type Read } from '../forms/forms.ts'
import type { FileDocument } from '../reading/documents.ts'
import type { FilesRead } from '../read-files.ts'

/** Agreements and calendars that came as JSON, not as text in a file. */
export interface PostedValues {
  readonly agreements: readonly unknown[]
  readonly calendars: readonly unknown[]
}

/** A document by itself: mistakes have a pointer in it, and no line. */
const documentOf = (name: string, value: unknown): FileDocument => ({
  source: { name, folder: null },
  value,
  line: 0,
  at: ({ pointer, message }) => ({ file: name, line: 0, column: 0, pointer, message }),
  unknown: new Set(),
  plainAt: () => null,
})

type Form = (document: FileDocument) => Read | Promise<Read>

const readEach = (name: string, values: readonly unknown[], form: Form): Promise<readonly Read[]> =>
  Promise.all(values.map(async (value, place) => form(documentOf(`/${name}/${place}`, value))))

/**
 * Reads what files of `apply` say, from JSON: no file is read, so holidays are written out. The file of a mistake is the place of
 * its document, `/agreements/0`: before its pointer it makes the pointer of the whole.
 * @errors  every mistake of every document, in `mistakes`
 */
export const readValues = async ({ agreements, calendars }: PostedValues): Promise<FilesRead> => {
  const reads = [
    ...(await readEach('agreements', agreements, agreement)),
    ...(await readEach('calendars', calendars, calendar)),
  ]
  const understood = reads.flatMap((read): readonly FormRead[] => (E.isRight(read) ? [read.right] : []))
  const forms = understood.map(({ form }) => form)
  return {
    files: [],
    forms,
    documents: forms.map(({ document }) => document),
    mistakes: reads.flatMap((read) => (E.isLeft(read) ? read.left : [])),
    broken: false,
    notes: understood.flatMap(({ notes }) => notes),
  }
}
