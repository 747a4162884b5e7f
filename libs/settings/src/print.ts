import type { ShownSetting } from './decode.ts'

/** All settings, one a line: name, value, where it comes from. */
export const printed = (shown: readonly ShownSetting[]): string => {
  const width = Math.max(0, ...shown.map(({ name }) => name.length))
  const lines = shown.map(({ name, value, source }) => `${name.padEnd(width)}  ${value ?? '(not set)'}  (${source})`)
  return lines.join('\n')
}
