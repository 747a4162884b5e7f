import * as E from 'fp-ts/lib/Either.js'
import type { StoresPlace } from '@deskledger/register'
import { decodeSettings, everySetting, maskedPlace, storeRules, storeSettings } from '@deskledger/settings'
import { say } from './answer.ts'
import { placeOptions, type Context, type TypedPlace } from './context.ts'
import { misuse } from './stop.ts'

/** Where a ledger is. */
export type Place =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 'stores'
      readonly at: StoresPlace
      /** takes passwords out of what others say */
      readonly hide: (text: string) => string
    }

const FOLDER = './deskledger-data'

const listed = (mistakes: readonly string[]): string =>
  mistakes.length === 1 ? mistakes.join('') : `${mistakes.length} settings are wrong:\n${mistakes.join('\n')}`

const settingsOf = ({ io, where: { settings, events, views, name } }: Context) => {
  const flags = { events, views, name }
  const sources = { env: io.env, flags, file: settings }
  const decoded = decodeSettings(storeSettings, sources, { known: everySetting, rules: storeRules })
  if (E.isLeft(decoded)) throw misuse(listed(decoded.left), { mistakes: decoded.left })
  return decoded.right
}

const onePlace = ({ ledger, ...stores }: TypedPlace) => {
  const both = placeOptions.filter((option) => stores[option] !== undefined).map((option) => `--${option}`)
  if (ledger !== undefined && both.length > 0)
    throw misuse(
      `--ledger names a folder, and ${both.join(', ')} another place. Use --ledger alone, or --events and --views without it.`,
    )
}

/** Where the ledger is: a folder that was typed, else what settings say, else the folder that is usual. */
export const placeOf = async (context: Context, usual = FOLDER): Promise<Place> => {
  onePlace(context.where)
  const { ledger } = context.where
  if (ledger !== undefined) return { kind: 'folder', folder: ledger }
  const { values, warnings, hide } = settingsOf(context)
  if (!context.json) for (const warning of warnings) await say(context, warning)
  const { events, views, name } = values
  if (events === undefined || views === undefined) return { kind: 'folder', folder: usual }
  return { kind: 'stores', at: { events, views, name }, hide }
}

/** How long a resolved incident stays open, as settings say; where the ledger is does not matter for that. */
export const closeAfterDaysOf = ({ io, where: { settings } }: Context): number => {
  const { closeAfterDays } = storeSettings
  const sources = { env: io.env, flags: {}, file: settings }
  const decoded = decodeSettings({ closeAfterDays }, sources, { known: everySetting })
  if (E.isLeft(decoded)) throw misuse(listed(decoded.left), { mistakes: decoded.left })
  return decoded.right.values.closeAfterDays
}

/** Two stores as people see them: without passwords and options. */
export const shownStores = ({ events, views, name }: StoresPlace): string => {
  const stores = [events, views].map((text) => maskedPlace(text).replace(/\?\*+$/, '')).join(' and ')
  return name === undefined ? stores : `${name} on ${stores}`
}

/** How to name another ledger than this one, to people whose ledger is of this kind. */
export const elsewhere = (kind: Place['kind']): string =>
  kind === 'folder'
    ? 'Name a new folder with --ledger.'
    : 'Name a new ledger with --name where servers hold it, or other stores with --events and --views.'
