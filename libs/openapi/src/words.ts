import type { JsonSchema } from './json-schema.ts'

/** White space and control characters: no text of ours begins or ends with one. */
const EDGE = '\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff'
/** What breaks a line, and control characters. */
const NO_LINE = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029'
/** Control characters but for line breaks and tabs. */
const NO_TEXT = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f'

/**
 * What kernel's words ask of every character, without looking around and without Unicode categories, which validators in
 * other languages do not know.
 * @source  JSON Schema 2020-12, 6.4 Regular Expressions
 */
const textWithout = (inside: string): string => `^[^${EDGE}](?:[^${inside}]*[^${EDGE}])?$`

const lineOf = (description: string, ...examples: readonly string[]): JsonSchema => ({
  description: `${description} One line without spaces at its ends; a character beyond U+FFFF counts as two.`,
  pattern: textWithout(NO_LINE),
  minLength: 1,
  examples,
})

const DAY = '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$'
const day = (description: string): JsonSchema => ({
  description,
  format: 'date',
  pattern: DAY,
  examples: ['2025-03-01'],
})

/**
 * What readers of a document are told of each brand: it adds to the form that its codec carries, and may say it in other
 * words. The one place for it: a brand that is not here has no schema.
 */
export const words: Readonly<Record<string, JsonSchema>> = {
  IncidentId: lineOf(
    'The number of an incident as people say it; imports keep the number of their source.',
    'INC0000042',
  ),
  TicketId: lineOf('The number of a ticket of any kind.', 'INC0000042'),
  ClockId: {
    ...lineOf('A service level clock: its ticket, a dot, its target.', 'INC0000042.resolve'),
    pattern: `^[^${EDGE}][^${NO_LINE}]*\\.(?:respond|resolve|fulfil|available)$`,
  },
  PersonId: lineOf('A person, or a program that acts.', 'ada.lovelace'),
  GroupId: lineOf('A team that work is given to.', 'service-desk'),
  AgreementId: lineOf('The number or name of an agreement.', 'SLA0000003', 'mail-gold'),
  ReferenceId: lineOf(
    'Something of another practice: a problem, a change, an item, a service, a customer.',
    'PRB0000007',
  ),
  Title: lineOf('A short text.', 'Mail is down'),
  CalendarId: {
    description: 'A business calendar: words in lower case, joined by hyphens.',
    minLength: 1,
    examples: ['berlin-office'],
  },
  Body: {
    description: 'A text without white space at its ends, line breaks allowed; at most 65,536 bytes of UTF-8.',
    pattern: textWithout(NO_TEXT),
    minLength: 1,
    examples: ['Since nine o’clock nobody in Berlin can send mail.'],
  },
  Instant: {
    description: 'A moment on the UTC time line, with milliseconds.',
    format: 'date-time',
    examples: ['2025-03-01T09:30:00.000Z'],
  },
  Day: day('A day of the calendar.'),
  LocalDate: day('A local date.'),
  Uuid: {
    description: 'A UUID (RFC 9562) in lower case.',
    format: 'uuid',
    examples: ['2ed6657d-e927-568b-95e1-2665a8aea6a2'],
  },
  Sha256: {
    description: 'A SHA-256 in lower-case hexadecimal.',
    examples: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  },
  Currency: { description: 'A currency by its three capital letters (ISO 4217).', examples: ['EUR'] },
  Count: {
    description: 'A whole number, 0 or more.',
    format: 'int64',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    examples: [3],
  },
  MinorUnits: {
    description: 'An amount in the smallest unit of its currency: 12.50 EUR is 1250.',
    format: 'int64',
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    examples: [1250],
  },
}
