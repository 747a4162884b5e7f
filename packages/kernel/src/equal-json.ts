const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Whether two JSON values say the same; members that are `undefined` count as missing. */
export const equalJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false
  return Array.isArray(a) && Array.isArray(b) ? equalElements(a, b) : equalMembers(a as Members, b as Members)
}

const equalElements = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => equalJson(one, b[index]))

type Members = Readonly<Record<string, unknown>>

const equalMembers = (a: Members, b: Members): boolean => {
  for (const name of Object.keys(a)) if (!equalJson(a[name], Object.hasOwn(b, name) ? b[name] : undefined)) return false
  for (const name of Object.keys(b)) if (!Object.hasOwn(a, name) && b[name] !== undefined) return false
  return true
}
