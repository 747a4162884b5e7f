import {
  apiSettings,
  everySetting,
  fileVariableOf,
  flagNameOf,
  projectorSettings,
  storeSettings,
  variableOf,
  type Setting,
} from '@deskledger/settings'

const programs: readonly (readonly [string, object])[] = [
  ['the command line', { ledger: apiSettings.ledger, ...storeSettings }],
  ['the projector', projectorSettings],
  ['the API', apiSettings],
]

const knownTo = (name: string): string =>
  programs
    .filter(([, settings]) => Object.hasOwn(settings, name))
    .map(([program]) => program)
    .join(', ')

const defaultOf = ({ fallback, fallbackWords }: Setting<unknown>): string => {
  if (fallbackWords !== undefined) return fallbackWords
  if (fallback === undefined) return 'none: the projector needs it'
  const value = fallback()
  return typeof value === 'string' || typeof value === 'number' ? `\`${value}\`` : 'none'
}

const othersIn = ({ also = [] }: Setting<unknown>): string =>
  also.length === 0 ? '' : `; where neither is set, ${also.map(({ variable }) => `\`${variable}\``).join(', ')}`

const partOf = ([name, setting]: readonly [string, Setting<unknown>]): readonly string[] => [
  `## ${name}`,
  '',
  `${setting.text.charAt(0).toUpperCase()}${setting.text.slice(1)}.`,
  '',
  `- Known to: ${knownTo(name)}`,
  `- Option: \`--${flagNameOf(name)}\``,
  `- Environment: \`${variableOf(name)}\`, or \`${fileVariableOf(name)}\` with the path of a file that holds it${othersIn(setting)}`,
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
    'One settings file may serve all programs: each takes what it knows. The command line takes `ledger` as an option alone,',
    'and `closeAfterDays` not as an option.',
    '',
    ...Object.entries(everySetting).flatMap(partOf),
  ].join('\n')
