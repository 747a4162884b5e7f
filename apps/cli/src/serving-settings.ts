import { apiSettings } from '@deskledger/settings'
import { placeOptions } from './context.ts'

const places: readonly string[] = ['ledger', ...placeOptions]

/** Settings of the API that say more than where the ledger is: each is an option of its own. */
export const servingSettings: readonly string[] = Object.keys(apiSettings).filter((name) => !places.includes(name))
