const PREFIX = 'DESKLEDGER_'

/** `leaseSeconds` is `lease-seconds` on a command line. */
export const flagNameOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `leaseSeconds` is `DESKLEDGER_LEASE_SECONDS` in the environment. */
export const variableOf = (name: string): string => PREFIX + flagNameOf(name).replaceAll('-', '_').toUpperCase()

/** Names a file that holds the value: how containers are given secrets. */
export const fileVariableOf = (name: string): string => `${variableOf(name)}_FILE`

export const isOurs = (variable: string): boolean => variable.startsWith(PREFIX)

/** How many letters must be put in, left out or changed to make one text of the other. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1]
    for (const [column, above] of row.slice(1).entries()) {
      const changed = (row[column] ?? 0) + (letter === other[column] ? 0 : 1)
      next.push(Math.min(above + 1, (next[column] ?? 0) + 1, changed))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** The name that somebody most likely meant; undefined: none is near. */
export const nearest = (typed: string, known: readonly string[]): string | undefined => {
  const far = (name: string) => distance(typed.toLowerCase(), name.toLowerCase())
  const [best] = [...known].sort((a, b) => far(a) - far(b))
  return best !== undefined && far(best) <= Math.max(2, Math.floor(best.length / 3)) ? best : undefined
}
