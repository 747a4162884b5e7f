import { erased, type AnyProjection } from '@deskledger/kernel'
import { businessCalendarVersions } from './business-calendar-versions.ts'
import { businessCalendars } from './business-calendars.ts'

export { businessCalendarVersions, type BusinessCalendarVersionRow } from './business-calendar-versions.ts'
export { businessCalendars, type BusinessCalendarRow } from './business-calendars.ts'

/** The read models of business calendars: what people look at, and what clocks pin. */
export const businessCalendarReadModels: readonly AnyProjection[] = [
  erased(businessCalendars),
  erased(businessCalendarVersions),
]
