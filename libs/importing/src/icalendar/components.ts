import type { CalendarMistake, ContentLine, Parsed } from './content-lines.ts'

/** One event as it is written: where it begins, and its own lines. */
export interface WrittenEvent {
  readonly line: number
  readonly lines: readonly ContentLine[]
}

interface Open {
  readonly name: string
  readonly line: number
  readonly lines: ContentLine[]
}

const unended = ({ line, name }: Open): CalendarMistake => ({
  line,
  message: `${name} begins here and does not end. The file is cut off, or END:${name} is missing.`,
})

const unbegun = (line: number, name: string): CalendarMistake => ({
  line,
  message: `${name} ends here and has not begun. Add BEGIN:${name}, or take the line out.`,
})

/** The events of a calendar; lines of what is inside an event, such as alarms, are not its own. */
export const eventsIn = (all: readonly ContentLine[]): Parsed<WrittenEvent> => {
  const open: Open[] = []
  const found: WrittenEvent[] = []
  const mistakes: CalendarMistake[] = []
  const end = (line: number, name: string): void => {
    if (open[open.length - 1]?.name !== name) {
      mistakes.push(unbegun(line, name))
      return
    }
    const ended = open.pop()
    if (ended?.name === 'VEVENT') found.push({ line: ended.line, lines: ended.lines })
  }
  for (const content of all) {
    const name = content.value.trim().toUpperCase()
    if (content.name === 'BEGIN') open.push({ name, line: content.line, lines: [] })
    else if (content.name === 'END') end(content.line, name)
    else open[open.length - 1]?.lines.push(content)
  }
  return { found, mistakes: [...mistakes, ...open.map(unended)] }
}
