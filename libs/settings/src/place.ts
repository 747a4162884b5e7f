import type { Settings } from './decode.ts'
import type { Values } from './setting.ts'
import { wordsForOrigin } from './origins.ts'
import type { storeSettings } from './declared/stores.ts'

type Stores = Values<typeof storeSettings>
type Origins = Settings<typeof storeSettings>['origins']

const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)

const oneAlone = ({ events, views }: Stores, origins: Origins): readonly string[] => {
  if ((events === undefined) === (views === undefined)) return []
  const [there, missing] = events === undefined ? (['views', 'events'] as const) : (['events', 'views'] as const)
  return [
    `${missing} is missing, though ${wordsForOrigin(origins[there])} sets ${there}. A ledger is two stores: set both, or neither.`,
  ]
}

const nameAlone = ({ events, views, name }: Stores, origins: Origins): readonly string[] => {
  if (name === undefined) return []
  const onServer = [events, views].some((place) => place !== undefined && isUrl(place))
  if (onServer) return []
  return [
    `The name ${name}, set by ${wordsForOrigin(origins.name)}, means nothing here: only a server holds several ledgers, and ${events === undefined && views === undefined ? 'none is named' : 'a file holds one'}. Leave name out, or set events and views to servers.`,
  ]
}

/** What must hold between the settings that say where a ledger is. */
export const storeRules = (values: Stores, origins: Origins): readonly string[] => [
  ...oneAlone(values, origins),
  ...nameAlone(values, origins),
]
