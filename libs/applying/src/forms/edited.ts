/** The names on the way to a place (RFC 6901). */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

type Edit = (before: unknown) => unknown

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const inMembers = (value: object, step: string, edit: Edit): unknown => {
  const members = new Map<string, unknown>(Object.entries(value))
  const after = edit(members.get(step))
  if (after === undefined) members.delete(step)
  else members.set(step, after)
  return Object.fromEntries(members)
}

/** A JSON value with what stands at a place replaced; undefined takes a member out. What is not there is not looked into. */
export const edited = (value: unknown, [step, ...deeper]: readonly string[], edit: Edit): unknown => {
  if (step === undefined) return edit(value)
  const next: Edit = (before) => (deeper.length > 0 && !isObject(before) ? before : edited(before, deeper, edit))
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((one, place) => (String(place) === step ? next(one) : one))
  return isObject(value) ? inMembers(value, step, next) : value
}
