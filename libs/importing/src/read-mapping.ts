import { decodeStrictly, type Mistake } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { used } from './columns.ts'
import { Mapping } from './mapping.ts'

const pointer = (...steps: readonly (string | number)[]) =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const timesMistakes = ({ times, at, reportedAt, rows }: Mapping): readonly Mistake[] => {
  const known = times.flatMap(({ columns }) => columns)
  const needed = [
    ['/at', at],
    ['/reportedAt', reportedAt],
    ['/rows/order/column', rows && rows.order !== 'file' && rows.order.as === 'time' ? rows.order.column : null],
  ] as const
  const twice = known.filter((column, index) => known.indexOf(column) !== index)
  return [
    ...needed
      .filter(([, column]) => typeof column === 'string' && !known.includes(column))
      .map(([at, column]) => ({
        pointer: at,
        message: `${JSON.stringify(column)} holds times: list it in times, with its format and zone`,
      })),
    ...twice.map((column) => ({ pointer: '/times', message: `${JSON.stringify(column)} is listed twice` })),
  ]
}

const meaningMistakes = ({ states }: Mapping): readonly Mistake[] =>
  Object.entries(states.map).flatMap(([state, meaning]) => {
    const at = pointer('states', 'map', state)
    if (meaning === null) return []
    if (meaning.status === 'Merged')
      return [{ pointer: at, message: 'Merged is no state an import can give; take Closed or Cancelled' }]
    if (meaning.status === 'OnHold' && meaning.holdReason === undefined)
      return [{ pointer: at, message: 'OnHold needs a holdReason; "Unspecified" where the source does not say' }]
    return meaning.status !== 'OnHold' && meaning.holdReason !== undefined
      ? [{ pointer: `${at}/holdReason`, message: `only OnHold has a holdReason, not ${meaning.status}` }]
      : []
  })

const emptyMistakes = ({ states, times, joined = {}, verdict, file }: Mapping): readonly Mistake[] => {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['/states/columns', states.columns],
    ...times.map(({ columns }, index) => [pointer('times', index, 'columns'), columns] as const),
    ...Object.entries(joined).map(([name, { columns }]) => [pointer('joined', name, 'columns'), columns] as const),
    ...(verdict ? ([['/verdict/true', verdict.true]] as const) : []),
    ...(Array.isArray(file?.header) ? ([['/file/header', file.header]] as const) : []),
  ]
  return [
    ...lists.filter(([, list]) => list.length === 0).map(([at]) => ({ pointer: at, message: 'name at least one' })),
    ...(Object.keys(states.map).length === 0 ? [{ pointer: '/states/map', message: 'map at least one state' }] : []),
  ]
}

const unused = (mapping: Mapping): readonly Mistake[] => {
  const names = used(mapping)
  return Object.keys(mapping.joined ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => ({ pointer: pointer('joined', name), message: 'this is used nowhere: its columns would be lost' }))
}

const clashes = ({ joined = {}, ignore = {}, file }: Mapping): readonly Mistake[] => [
  ...Object.keys(joined)
    .filter((name) => Object.hasOwn(ignore, name))
    .map((name) => ({ pointer: pointer('ignore', name), message: 'this is joined from other columns; ignore those' })),
  ...(file?.quote !== undefined && file.quote !== null && file.quote === file.delimiter
    ? [{ pointer: '/file/quote', message: 'quote and delimiter are the same' }]
    : []),
]

/** Decodes a mapping. All its mistakes, each with its place (RFC 6901 pointer). */
export const decodeMapping = (value: unknown): E.Either<readonly Mistake[], Mapping> =>
  E.flatMap((mapping: Mapping) => {
    const mistakes = [timesMistakes, meaningMistakes, emptyMistakes, unused, clashes].flatMap((check) => check(mapping))
    return mistakes.length > 0 ? E.left(mistakes) : E.right(mapping)
  })(decodeStrictly(Mapping, value))
