import type { Role } from '@deskledger/kernel'
import type { BusinessCalendarCommand } from './commands.ts'

const managers: readonly Role[] = ['manager', 'system']

/** Which roles may ask which command: what a calendar says decides what is late. */
export const permissions: Readonly<Record<BusinessCalendarCommand['type'], readonly Role[]>> = {
  DefineCalendar: managers,
  ReviseCalendar: managers,
  AddHolidays: managers,
  RemoveHolidays: managers,
  AddExtraHours: managers,
  RetireCalendar: managers,
}
