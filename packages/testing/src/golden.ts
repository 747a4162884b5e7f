import { canonicalJson, decodeStrictly, type Message, type Practice } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One event of one version, as it was written when that version was new. */
interface Golden {
  readonly file: string
  readonly type: string
  readonly schemaVersion: number
  readonly data: unknown
}

const goldenFiles = (spec: ImportMeta): readonly Golden[] => {
  const folder = fileURLToPath(new URL('golden/', spec.url))
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ file, ...(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Omit<Golden, 'file'>) }))
}

/** Each type and version that must have a file. */
const released = (versions: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(versions).flatMap(([type, latest]) =>
    Array.from({ length: latest }, (_, index) => `${type} ${index + 1}`),
  )

/**
 * Every version of every event ever released decodes, upcasts, folds and is written again as it was: the files in `golden/`
 * beside the spec. A new event or version without a file fails. Registers its own `describe`.
 * @example golden(incidentPractice, import.meta)
 */
export const golden = <C extends Message, S, V extends Message, R extends Message>(
  practice: Practice<C, S, V, R>,
  spec: ImportMeta,
): void => {
  const files = goldenFiles(spec)
  const versions = practice.schemaVersions as Readonly<Record<string, number>>
  const codecs = practice.events as Readonly<Record<string, t.Mixed>>
  const { initial, evolve } = practice.decider

  const decoded = ({ type, schemaVersion, data }: Golden): E.Either<unknown, V> => {
    const codec = codecs[type]
    return codec ? decodeStrictly(codec, practice.upcast(type, schemaVersion, data)) : E.left(`${type} has no codec`)
  }

  describe('golden files', () => {
    it('are there for every version of every event', () => {
      expect(files.map(({ type, schemaVersion }) => `${type} ${schemaVersion}`).sort()).toStrictEqual(
        [...released(versions)].sort(),
      )
    })
    it.each(files)('$file decodes, upcasts and folds', (file) => {
      const event = decoded(file)
      expect(event).toStrictEqual(E.right(expect.objectContaining({ type: file.type })))
      const first = files.map(decoded).find(E.isRight)
      if (E.isLeft(event) || !first) return
      expect(evolve(evolve(initial, first.right), event.right)).toBeDefined()
    })
    it.each(files.filter(({ type, schemaVersion }) => versions[type] === schemaVersion))(
      '$file is written again as it was',
      (file) => {
        const event = decoded(file)
        expect(E.isRight(event) ? canonicalJson(event.right) : event).toBe(canonicalJson(file.data))
      },
    )
  })
}
