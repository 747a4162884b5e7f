const URL_FORM = /^([a-z][a-z0-9+.-]*:\/\/)([^?]*)(\?.*)?$/is
/** Hosts and path stand behind the last @: a password that nobody encoded may hold one, and slashes. */
const withoutUser = (rest: string): string =>
  rest.includes('@') ? `***@${rest.slice(rest.lastIndexOf('@') + 1)}` : rest

/** A connection string as it may be shown: user, password and options are hidden. A path is shown as it is. */
export const maskedPlace = (text: string): string => {
  const [, scheme, rest, options] = URL_FORM.exec(text) ?? []
  if (scheme === undefined || rest === undefined) return text.includes('@') ? '***' : text
  return `${scheme}${withoutUser(rest)}${options === undefined ? '' : '?***'}`
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Shorter ones would be found in half the words of any sentence. */
const LONG_ENOUGH = 4

const secretsIn = (place: string): readonly (readonly [secret: string, shown: string])[] => {
  const [, scheme, rest = ''] = URL_FORM.exec(place) ?? []
  if (scheme === undefined || !rest.includes('@')) return []
  const user = rest.slice(0, rest.lastIndexOf('@'))
  const password = user.includes(':') ? user.slice(user.indexOf(':') + 1) : ''
  const all = [user, decoded(user), password, decoded(password)]
  return [
    [place, maskedPlace(place)],
    ...all.filter((text) => text.length >= LONG_ENOUGH).map((text) => [text, '***'] as const),
  ]
}

/**
 * Takes whatever is secret in these connection strings, and these parts, out of a text that others wrote, such as an error
 * of a driver.
 */
export const hider = (places: readonly string[], parts: readonly string[] = []): ((text: string) => string) => {
  const long = parts.filter((text) => text.length >= LONG_ENOUGH).map((text) => [text, '***'] as const)
  const secrets = [...places.flatMap(secretsIn), ...long]
  return (text) => secrets.reduce((safe, [secret, shown]) => safe.replaceAll(secret, () => shown), text)
}
