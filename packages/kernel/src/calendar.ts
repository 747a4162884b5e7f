const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Whether a text is an instant that exists: form, day of month, hour, minute, second. */
export const isInstant = (text: string): boolean => {
  if (!form.test(text)) return false
  const part = (from: number, to: number) => Number(text.slice(from, to))
  const month = part(5, 7)
  const day = part(8, 10)
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(part(0, 4), month) &&
    part(11, 13) < 24 &&
    part(14, 16) < 60 &&
    part(17, 19) < 60
  )
}

/**
 * Days from 1970-01-01 in the proleptic Gregorian calendar.
 * @source  H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil
 */
export const dayNumber = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
