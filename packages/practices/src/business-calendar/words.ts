import { isInstant, Title, word } from '@deskledger/kernel'
import * as t from 'io-ts'

/** Nothing is said as null, and always said: stored events have fixed shapes. */
export const orNull = <Codec extends t.Mixed>(codec: Codec) => t.union([codec, t.null])

/** A local date that exists: `2025-12-25`. */
export const LocalDate = word('LocalDate', (text) => isInstant(`${text}T00:00:00.000Z`))
export type LocalDate = t.TypeOf<typeof LocalDate>

/** A holiday by its date and what people call it; a date may have several. */
export const Holiday = t.strict({ date: LocalDate, name: Title }, 'Holiday')
export type Holiday = t.TypeOf<typeof Holiday>

/** Extra hours of one date: local times `HH:MM`, the end up to `24:00`. What they mean is judged by the rules. */
export const ExtraHours = t.strict({ date: t.string, from: t.string, to: t.string }, 'ExtraHours')
export type ExtraHours = t.TypeOf<typeof ExtraHours>

/** Where a calendar stands. Retired is final. */
export const Status = t.keyof({ Active: null, Retired: null }, 'Status')
export type Status = t.TypeOf<typeof Status>
