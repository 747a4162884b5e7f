/** Whether two JSON values say the same; members that are `undefined` count as missing. */
export const equalJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => equalJson(one, b[i]))
  return !Array.isArray(b) && equalMembers(a as Members, b as Members)
}

type Members = Readonly<Record<string, unknown>>

const equalMembers = (a: Members, b: Members): boolean => {
  for (const name of Object.keys(a)) if (!equalJson(a[name], Object.hasOwn(b, name) ? b[name] : undefined)) return false
  for (const name of Object.keys(b)) if (!Object.hasOwn(a, name) && b[name] !== undefined) return false
  return true
}
