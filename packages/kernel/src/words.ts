import * as t from 'io-ts'
import { isInstant } from './calendar.ts'

/** A text of one form. Two words never mix, though both are strings. */
export const word = <Name extends string>(name: Name, fits: (text: string) => boolean) =>
  t.brand(t.string, (text): text is t.Branded<string, { readonly [N in Name]: symbol }> => fits(text), name)

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
const lineUpTo = (most: number) => (text: string) => text.length <= most && line.test(text)

/** The number people say, `INC0000042`; an import keeps the number of its source. One line, at most 100 characters. */
export const IncidentId = word('IncidentId', lineUpTo(100))
export type IncidentId = t.TypeOf<typeof IncidentId>

/** A ticket of any kind by the number people say. One line, at most 100 characters. */
export const TicketId = word('TicketId', lineUpTo(100))
export type TicketId = t.TypeOf<typeof TicketId>

const lineUpTo110 = lineUpTo(110)

/** A service level clock, by its ticket and its target: `INC0000042.resolve`. One line, at most 110 characters. */
export const ClockId = word(
  'ClockId',
  (text) => lineUpTo110(text) && /.\.(?:respond|resolve|fulfil|available)$/.test(text),
)
export type ClockId = t.TypeOf<typeof ClockId>

/** A person, or a program that acts: whatever the organisation calls them. One line, at most 200 characters. */
export const PersonId = word('PersonId', lineUpTo(200))
export type PersonId = t.TypeOf<typeof PersonId>

/** A team that work is given to. One line, at most 200 characters. */
export const GroupId = word('GroupId', lineUpTo(200))
export type GroupId = t.TypeOf<typeof GroupId>

/** A business calendar by the name people and files say, `berlin-office`: lower-case words joined by hyphens, at most 100 characters. */
export const CalendarId = word('CalendarId', (text) => text.length <= 100 && /^[a-z\d]+(?:-[a-z\d]+)*$/.test(text))
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
export const Body = word('Body', (text) => lines.test(text) && bytesOf(text) <= MOST_BODY_BYTES)
export type Body = t.TypeOf<typeof Body>

/** A moment on the UTC time line, ISO 8601 with millisecond precision: `2025-03-01T09:30:00.000Z`. */
export const Instant = word('Instant', isInstant)
export type Instant = t.TypeOf<typeof Instant>

/** Lower-case text form of a UUID (RFC 9562). */
export const Uuid = word('Uuid', (text) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/.test(text))
export type Uuid = t.TypeOf<typeof Uuid>

/** A SHA-256 in lower-case hexadecimal. */
export const Sha256 = word('Sha256', (text) => /^[\da-f]{64}$/.test(text))
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
