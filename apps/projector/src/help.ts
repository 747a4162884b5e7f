import { flagNameOf, projectorSettings, variableOf, type Setting } from '@deskledger/settings'

const shownDefault = ({ fallback, fallbackWords }: Setting<unknown>): string => {
  if (fallbackWords !== undefined) return ` (default: ${fallbackWords})`
  const value = fallback?.()
  return typeof value === 'string' || typeof value === 'number' ? ` (default: ${value})` : ''
}

const lines: readonly (readonly [string, string])[] = [
  ...Object.entries(projectorSettings).map(
    ([name, setting]: readonly [string, Setting<unknown>]) =>
      [`--${flagNameOf(name)} <${name}>`, setting.text + shownDefault(setting)] as const,
  ),
  ['--settings <file>', 'JSON file with settings; its keys are the names in angle brackets'],
  ['--print-settings', 'print all settings with their sources, and end'],
  ['--version', 'print the version'],
  ['--help', 'print this help'],
]

const width = Math.max(...lines.map(([flag]) => flag.length))

/** What the program does, and its options. */
export const help = (): string =>
  [
    'Usage: deskledger-projector [options]',
    '',
    'Keeps the read models of a ledger at the end of its log. Start as many as you like: they share the work.',
    '',
    'Options:',
    ...lines.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}`),
    '',
    `Each setting may stand in the environment as well, such as ${variableOf('leaseSeconds')}, or in a file named there, such as`,
    `${variableOf('events')}_FILE. Connection strings hold passwords: give them so, and not as options, which others can see.`,
    '',
    'Exit codes: 0 stopped, 2 used wrongly, 3 something that only a person can mend.',
    '',
  ].join('\n')
