import { fileVariableOf, flagNameOf, projectorSettings, variableOf, type Setting } from '@deskledger/settings'

const defaultOf = ({ fallback, fallbackWords }: Setting<unknown>): string => {
  if (fallbackWords !== undefined) return fallbackWords
  if (fallback === undefined) return 'none: the projector needs it'
  const value = fallback()
  return typeof value === 'string' || typeof value === 'number' ? `\`${value}\`` : 'none'
}

const partOf = ([name, setting]: readonly [string, Setting<unknown>]): readonly string[] => [
  `## ${name}`,
  '',
  `${setting.text.charAt(0).toUpperCase()}${setting.text.slice(1)}.`,
  '',
  `- Option: \`--${flagNameOf(name)}\``,
  `- Environment: \`${variableOf(name)}\`, or \`${fileVariableOf(name)}\` with the path of a file that holds it`,
  `- Allowed: ${setting.allowed}`,
  `- Example: \`${setting.example}\``,
  `- Default: ${defaultOf(setting)}`,
  '',
]

/** Every setting there is. */
export const settingsPage = (): string =>
  [
    '# Settings',
    '',
    'A setting is looked for in the settings file (JSON, its keys are the names below; `--settings` or `DESKLEDGER_SETTINGS`',
    'names it), in the environment, in files that the environment names, and among the options typed. What comes later in',
    'this list wins. A variable that is empty counts as not set. All mistakes are told at once, before anything is opened.',
    '',
    'The command line knows `events`, `views`, `name` and, not as an option, `closeAfterDays`; the projector knows all.',
    '',
    ...Object.entries(projectorSettings).flatMap(partOf),
  ].join('\n')
