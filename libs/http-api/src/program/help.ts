import { apiSettings, flagNameOf, variableOf, type Setting } from '@deskledger/settings'

const shownDefault = ({ fallback, fallbackWords }: Setting<unknown>): string => {
  if (fallbackWords !== undefined) return ` (default: ${fallbackWords})`
  const value = fallback?.()
  return typeof value === 'string' || typeof value === 'number' ? ` (default: ${value})` : ''
}

const flagOf = (name: string): string =>
  name === 'devTokens' ? `--${flagNameOf(name)}` : `--${flagNameOf(name)} <${name}>`

const lines: readonly (readonly [string, string])[] = [
  ...Object.entries(apiSettings).map(
    ([name, setting]: readonly [string, Setting<unknown>]) =>
      [flagOf(name), setting.text + shownDefault(setting)] as const,
  ),
  ['--settings <file>', 'JSON file with settings; its keys are the names in angle brackets'],
  ['--print-settings', 'print all settings with their sources, and end'],
  ['--version', 'print the version'],
  ['--help', 'print this help'],
]

const width = Math.max(...lines.map(([flag]) => flag.length))

/** What the program does, and its options; `name` is what it was called by. */
export const help = (name: string): string =>
  [
    `Usage: ${name} [options]`,
    '',
    'Serves a ledger over HTTP: commands, read models, reports and the log as a feed, with their document at /docs.',
    'On a laptop: --dev-tokens, and nothing else. Elsewhere: --issuer and --audience.',
    '',
    'Options:',
    ...lines.map(([flag, text]) => `  ${flag.padEnd(width)}  ${text}`),
    '',
    `Each setting may stand in the environment as well, such as ${variableOf('requestsPerMinute')}, or in a file named there, such as`,
    `${variableOf('events')}_FILE. Connection strings hold passwords: give them so, and not as options, which others can see.`,
    '',
    'Exit codes: 0 stopped, 2 used wrongly, 3 something that only a person can mend.',
    '',
  ].join('\n')
