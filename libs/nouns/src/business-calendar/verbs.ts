import type { BusinessCalendarCommand } from '@deskledger/practices/business-calendar'
import { words, type VerbWords } from '../verb-words.ts'

/** Every command as a verb. A command that is missing here does not compile. */
export const businessCalendarVerbs: Readonly<Record<BusinessCalendarCommand['type'], VerbWords>> = {
  DefineCalendar: words(
    'define',
    'say when work is done; "apply" does it from a file',
    '--name "Berlin office" --definition @hours.json',
  ),
  ReviseCalendar: words('revise', 'make a new version; what is left out stays', '--definition @hours.json'),
  AddHolidays: words(
    'add-holidays',
    'make a new version with these holidays too; "import-holidays" reads them from an .ics file',
    `--holidays '[{"date":"2025-10-03","name":"Day of German Unity"}]'`,
  ),
  RemoveHolidays: words(
    'remove-holidays',
    'make a new version without the holidays of these dates',
    '--dates 2025-12-25',
  ),
  AddExtraHours: words(
    'add-extra-hours',
    'make a new version that is open at these hours too',
    `--extra '[{"date":"2025-03-08","from":"10:00","to":"14:00"}]'`,
  ),
  RetireCalendar: words('retire', 'make no more versions; what has pinned one goes on', '--reason "The office moved"'),
}
