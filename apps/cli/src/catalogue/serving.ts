import { apiSettings, flagNameOf, type Setting } from '@deskledger/settings'
import { servingSettings } from '../serving-settings.ts'
import type { CommandEntry, OptionEntry } from './entry.ts'

const shownDefault = ({ fallback, fallbackWords }: Setting<unknown>): Pick<OptionEntry, 'fallback'> => {
  const value = fallback?.()
  if (fallbackWords !== undefined) return { fallback: fallbackWords }
  return typeof value === 'string' || typeof value === 'number' ? { fallback: String(value) } : {}
}

const optionOf = ([name, setting]: readonly [string, Setting<unknown>]): OptionEntry =>
  name === 'devTokens'
    ? { flags: '--dev-tokens', text: setting.text }
    : { flags: `--${flagNameOf(name)} <${name}>`, text: setting.text, ...shownDefault(setting) }

export const serving: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: 'serve the ledger over HTTP, with its document at /docs, until interrupted',
    options: [
      ...Object.entries(apiSettings)
        .filter(([name]) => servingSettings.includes(name))
        .map(optionOf),
      { flags: '--print-settings', text: 'print all settings with their sources, and end' },
    ],
    examples: [
      ['serve --dev-tokens', 'on a laptop: prints a token for each role, and three requests to try'],
      ['serve --issuer https://login.example/realms/desk --audience deskledger', 'with an identity provider'],
    ],
    ownJson: true,
    endsItself: true,
    load: () => import('../commands/serve.ts'),
  },
]
