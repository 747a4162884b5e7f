import * as t from 'io-ts'
import { isInstant } from './calendar.ts'

/** The form of a word as others can be told it: every text of the word matches the pattern, and is no longer. */
export interface WordForm {
  readonly pattern: RegExp
  /** @unit UTF-16 code units, as `length` counts them */
  readonly maxLength?: number
  /** decides alone, where pattern and length do not say it all */
  readonly fits?: (text: string) => boolean
}

const fitting = ({ pattern, maxLength, fits }: WordForm): ((text: string) => boolean) => {
  if (fits) return fits
  return maxLength === undefined
    ? (text) => pattern.test(text)
    : (text) => text.length <= maxLength && pattern.test(text)
}

/**
 * A text of one form. Two words never mix, though both are strings. The codec carries its `form`, where that is more than a
 * function, for whoever describes it in other terms.
 */
export const word = <Name extends string>(name: Name, form: WordForm | ((text: string) => boolean)) => {
  const fits = typeof form === 'function' ? form : fitting(form)
  const codec = t.brand(
    t.string,
    (text): text is t.Branded<string, { readonly [N in Name]: symbol }> => fits(text),
    name,
  )
  return Object.assign(codec, { form: typeof form === 'function' ? undefined : form })
}

/** Printable, nothing at the edges to trim, one line. */
const line = /^(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+(?<!\s)$/u
/** Printable, nothing at the edges to trim, line breaks and tabs allowed. */
const lines = /^(?!\s)(?:[^\p{Cc}\p{Cs}]|[\n\r\t])+(?<!\s)$/u

const bytesOf = (text: string): number => {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

const MOST_BODY_BYTES = 65_536
const lineUpTo = (maxLength: number): WordForm => ({ pattern: line, maxLength })

/** The number people say, `INC0000042`; an import keeps the number of its source. One line, at most 100 characters. */
export const IncidentId = word('IncidentId', lineUpTo(100))
export type IncidentId = t.TypeOf<typeof IncidentId>

/** A ticket of any kind by the number people say. One line, at most 100 characters. */
export const TicketId = word('TicketId', lineUpTo(100))
export type TicketId = t.TypeOf<typeof TicketId>

/** A line that ends in one of the targets. */
const clock = /^(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+\.(?:respond|resolve|fulfil|available)$/u

/** A service level clock, by its ticket and its target: `INC0000042.resolve`. One line, at most 110 characters. */
export const ClockId = word('ClockId', { pattern: clock, maxLength: 110 })
export type ClockId = t.TypeOf<typeof ClockId>

/** A person, or a program that acts: whatever the organisation calls them. One line, at most 200 characters. */
export const PersonId = word('PersonId', lineUpTo(200))
export type PersonId = t.TypeOf<typeof PersonId>

/** A team that work is given to. One line, at most 200 characters. */
export const GroupId = word('GroupId', lineUpTo(200))
export type GroupId = t.TypeOf<typeof GroupId>

/** A business calendar by the name people and files say, `berlin-office`: lower-case words joined by hyphens, at most 100 characters. */
export const CalendarId = word('CalendarId', { pattern: /^[a-z\d]+(?:-[a-z\d]+)*$/, maxLength: 100 })
export type CalendarId = t.TypeOf<typeof CalendarId>

/** The number or name that an agreement goes by, `SLA0000003`, `mail-gold`. One line, at most 100 characters. */
export const AgreementId = word('AgreementId', lineUpTo(100))
export type AgreementId = t.TypeOf<typeof AgreementId>

/** Something of another practice that a ticket points to: a problem, a change, an item, an article, an outage, a service. */
export const ReferenceId = word('ReferenceId', lineUpTo(200))
export type ReferenceId = t.TypeOf<typeof ReferenceId>

/** One trimmed line of 1 to 200 characters. */
export const Title = word('Title', lineUpTo(200))
export type Title = t.TypeOf<typeof Title>

/** Trimmed text of 1 character to 64 KiB (UTF-8). */
export const Body = word('Body', {
  pattern: lines,
  maxLength: MOST_BODY_BYTES,
  fits: (text) => lines.test(text) && bytesOf(text) <= MOST_BODY_BYTES,
})
export type Body = t.TypeOf<typeof Body>

const instant = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** A moment on the UTC time line, ISO 8601 with millisecond precision: `2025-03-01T09:30:00.000Z`. */
export const Instant = word('Instant', { pattern: instant, maxLength: 24, fits: isInstant })
export type Instant = t.TypeOf<typeof Instant>

/** Lower-case text form of a UUID (RFC 9562). */
export const Uuid = word('Uuid', { pattern: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/ })
export type Uuid = t.TypeOf<typeof Uuid>

/** A SHA-256 in lower-case hexadecimal. */
export const Sha256 = word('Sha256', { pattern: /^[\da-f]{64}$/ })
export type Sha256 = t.TypeOf<typeof Sha256>

/** A whole number, 0 or more. */
export const Count = t.brand(
  t.number,
  (n): n is t.Branded<number, { readonly Count: symbol }> => Number.isSafeInteger(n) && n >= 0,
  'Count',
)
export type Count = t.TypeOf<typeof Count>

/** Impact and urgency: 1 high, 2 medium, 3 low. */
export const Level = t.union([t.literal(1), t.literal(2), t.literal(3)], 'Level')
export type Level = t.TypeOf<typeof Level>

/** 1 critical, 2 high, 3 moderate, 4 low, 5 planning. */
export const Priority = t.union([t.literal(1), t.literal(2), t.literal(3), t.literal(4), t.literal(5)], 'Priority')
export type Priority = t.TypeOf<typeof Priority>
