import { canonicalJson, equalJson } from '@deskledger/kernel'

/** The first place where two documents differ: names joined by dots, empty for the whole; and what each says there. */
export interface Unlike {
  readonly path: string
  readonly left: string
  readonly right: string
}

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = canonicalJson(value)
  return text.length > 200 ? `${text.slice(0, 197)}...` : text
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined

/** The first place, in the order of the fields, where two JSON values differ. */
export const firstUnlike = (left: unknown, right: unknown, path = ''): Unlike => {
  const [mine, other] = [membersOf(left), membersOf(right)]
  const name =
    mine && other && [...Object.keys(mine), ...Object.keys(other)].find((one) => !equalJson(mine[one], other[one]))
  return name === undefined
    ? { path, left: shown(left), right: shown(right) }
    : firstUnlike(mine?.[name], other?.[name], path === '' ? name : `${path}.${name}`)
}
