import type { Index } from '@deskledger/kernel'
import type { TableId } from '@deskledger/read-store'
import type { Folding } from './fold.ts'

/** One build of a read model: its tables stand beside those of other builds. */
export interface Generation {
  readonly projection: Folding
  /** `v1`, and `v1-2`, `v1-3` for later builds of the same version */
  readonly name: string
}

export const CHECKPOINTS: TableId = { name: 'deskledger-checkpoints', generation: 'v1' }
export const PARKED: TableId = { name: 'deskledger-parked', generation: 'v1' }

const parkedIndexes: readonly Index[] = [{ name: 'by-build', fields: ['build'] }]

/** The name a build has in checkpoints and parking: `incident-queue~v1`. */
export const buildOf = ({ projection, name }: Generation): string => `${projection.name}~${name}`

export const documentsOf = ({ projection, name }: Generation): TableId => ({ name: projection.name, generation: name })

/** Every table of a build: documents, derived rows, rollup cells. */
export const tablesOf = (
  generation: Generation,
): readonly { readonly id: TableId; readonly indexes: readonly Index[] }[] => {
  const { projection, name } = generation
  return [projection, ...projection.tables, ...projection.rollups].map((table) => ({
    id: { name: table.name, generation: name },
    indexes: table.indexes,
  }))
}

/** The tables that projecting itself needs. */
export const bookkeeping = [
  { id: CHECKPOINTS, indexes: [] },
  { id: PARKED, indexes: parkedIndexes },
] as const

/** The version a build's name says: `v3-2` is of version 3. */
export const versionOf = (name: string): number => Number(/^v(\d+)/.exec(name)?.[1] ?? 0)

/** The next free name for a build. */
export const nextName = (projection: Folding, taken: readonly string[]): string => {
  const numbers = taken.map((name) => new RegExp(`^v${projection.version}(?:-(\\d+))?$`).exec(name))
  const highest = Math.max(0, ...numbers.map((match) => (match === null ? 0 : Number(match[1] ?? 1))))
  return highest === 0 ? `v${projection.version}` : `v${projection.version}-${highest + 1}`
}
