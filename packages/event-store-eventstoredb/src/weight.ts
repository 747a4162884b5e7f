/** About how many bytes of JSON a page of events may come to, so that memory stays bounded however large events are. */
export const MOST_WEIGHT = 8 * 1024 * 1024

const OF_AN_EVENT = 500

const membersOf = (value: object): readonly unknown[] => (Array.isArray(value) ? value : Object.values(value))

const weigh = (value: unknown, most: number): number => {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let sum = 8
  for (const member of membersOf(value)) {
    sum += weigh(member, most - sum)
    if (sum > most) return sum
  }
  return sum
}

/** About how much memory an event takes, in bytes; the client does not say how long its JSON was. */
export const weightOf = ({ data }: { readonly data: unknown }): number => OF_AN_EVENT + weigh(data, MOST_WEIGHT)
