/** One thing that is wrong with an iCalendar file. */
export interface CalendarMistake {
  /** of the file, from 1: where the content line begins; 0: it is not of the file, but of what was asked */
  readonly line: number
  /** a sentence without the place: what, and what to do */
  readonly message: string
}

/** One content line: `DTSTART;VALUE=DATE:20251225`. Names are in capitals. */
export interface ContentLine {
  readonly line: number
  readonly name: string
  readonly params: ReadonlyMap<string, string>
  readonly value: string
}

interface Unfolded {
  readonly line: number
  readonly text: string
}

/** Content lines made whole: a line that begins with a blank goes on the one before it. */
const unfold = (text: string): readonly Unfolded[] => {
  const whole: Unfolded[] = []
  for (const [place, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = whole[whole.length - 1]
    if (/^[ \t]/.test(line) && last !== undefined)
      whole[whole.length - 1] = { ...last, text: last.text + line.slice(1) }
    else whole.push({ line: place + 1, text: line })
  }
  return whole.filter((one) => one.text.trim() !== '')
}

const property = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s
const param = /;([A-Za-z0-9-]+)=("[^"]*"|[^;]*)/g

const parsed = ({ line, text }: Unfolded): ContentLine | CalendarMistake => {
  const [, name, params = '', value] = property.exec(text) ?? []
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text)
  if (name === undefined || value === undefined)
    return {
      line,
      message: `${shown} is no line of an iCalendar file, which are NAME:value. Correct it, or take it out.`,
    }
  const pairs = [...params.matchAll(param)].map(
    ([, key = '', said = '']) => [key.toUpperCase(), said.replaceAll('"', '')] as const,
  )
  return { line, name: name.toUpperCase(), params: new Map(pairs), value }
}

/** What is read of a file, and what is wrong with it. */
export interface Parsed<A> {
  readonly found: readonly A[]
  readonly mistakes: readonly CalendarMistake[]
}

/**
 * The content lines of a text.
 * @source  RFC 5545, 3.1
 */
export const contentLines = (text: string): Parsed<ContentLine> => {
  const all = unfold(text).map(parsed)
  return {
    found: all.flatMap((one) => ('name' in one ? [one] : [])),
    mistakes: all.flatMap((one) => ('name' in one ? [] : [one])),
  }
}

/** A text without the escapes of RFC 5545, 3.3.11, as one trimmed line. */
export const plainText = (value: string): string =>
  value
    .replaceAll(/\\([nN,;\\])/g, (_whole, escaped: string) => (escaped.toLowerCase() === 'n' ? ' ' : escaped))
    .replaceAll(/\s+/g, ' ')
    .trim()
