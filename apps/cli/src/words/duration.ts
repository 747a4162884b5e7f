import { misuse } from '../stop.ts'

const form = /^(?=\d)(?:(\d{1,4})w)?(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m(?:in)?)?(?:(\d{1,9})s)?$/
const units = [604_800, 86_400, 3600, 60, 1]

/** Reads a span of time as a person types it, `4h`, `1d12h`, `90m`, in seconds. */
export const secondsIn = (text: string, place: string): number => {
  const parts = form.exec(text.replace(/\s+/g, ''))?.slice(1)
  if (parts === undefined)
    throw misuse(
      `${place}: "${text}" is no span of time. Write it as 30m, 4h, 2d or 1d12h (weeks, days, hours, minutes, seconds).`,
    )
  return units.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0)
}
