import {
  AgreementId,
  Body,
  CalendarId,
  ClockId,
  Count,
  Currency,
  GroupId,
  IncidentId,
  Instant,
  isInstant,
  Money,
  PersonId,
  ReferenceId,
  Sha256,
  TicketId,
  Title,
  Uuid,
} from '@deskledger/kernel'
import type { Words } from '@deskledger/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'
import { words } from './words.ts'

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('a', '-', '.', ' ', '7', '\u00a0', '\n', '🖨'), maxLength: 300 }),
)
const hexadecimal = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789abcdef')),
  minLength: 64,
  maxLength: 64,
})
const days = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())

const shaped: Words = {
  ClockId: fc
    .tuple(texts, fc.constantFrom('respond', 'resolve', 'fulfil', 'available'))
    .map((parts) => parts.join('.')),
  CalendarId: fc
    .array(fc.stringMatching(/^[a-z\d]{1,40}$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('-')),
  Instant: days,
  Uuid: fc.uuid(),
  Sha256: hexadecimal,
  Currency: fc.stringMatching(/^[A-Z]{3}$/),
  Body: fc.oneof(
    texts,
    fc.constantFrom('x', 'é', '🖨').map((text) => text.repeat(65_536 / Buffer.byteLength(text))),
  ),
}

/** Anything that a codec accepts, as far out as it may be. */
const wide = (codec: t.Mixed): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...(words[codec.name]?.examples ?? [])),
    (shaped[codec.name] ?? texts).filter((text) => codec.is(text)),
  )

const bounds = (least: number): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(least, 0, Number.MAX_SAFE_INTEGER), fc.integer({ min: Math.max(least, -1000) }))

const local = days.map((day) => day.slice(0, 10)).filter((day) => isInstant(`${day}T00:00:00.000Z`))
const codecs = [
  ...[AgreementId, Body, CalendarId, ClockId, Currency, GroupId, IncidentId, Instant, PersonId],
  ...[ReferenceId, Sha256, TicketId, Title, Uuid],
]

/** Values of every brand, not few and usual ones but all that its codec takes. */
export const wideWords: Words = {
  ...Object.fromEntries(codecs.map((codec) => [codec.name, wide(codec)])),
  [Count.name]: bounds(0),
  [Money.type.props.minor.name]: bounds(Number.MIN_SAFE_INTEGER),
  'a pair of local times such as ["09:00", "17:00"]': fc.tuple(texts, texts),
  Day: local,
  LocalDate: local,
}
