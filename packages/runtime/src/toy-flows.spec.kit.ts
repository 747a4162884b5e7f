import {
  erased,
  erasedFlow,
  type AnyFlow,
  type AnyProjection,
  type Flow,
  type Instant,
  type PersonId,
  type Projection,
  type StoredEvent,
  type Timers,
  type Title,
} from '@deskledger/kernel'
import type { ToyCommand, ToyEvent } from '@deskledger/testing'

type Paid = Extract<ToyEvent, { readonly type: 'Paid' }>

/** What a person has paid into an account, all told. */
interface PaidIn {
  readonly total: number
  readonly times: number
}

const bonusOf = (account: string) => `bonus-${account}` as Title
const isBonus = (account: string) => account.startsWith('bonus-')

const knows = (version: number): Projection<ToyEvent, PaidIn> => ({
  name: 'flow-payments-earn-bonuses',
  version,
  on: ['AccountOpened', 'Paid'],
  keysOf: ({ data }) => [data.account],
  apply: (known = { total: 0, times: 0 }, { data }) =>
    data.type === 'Paid' ? { total: known.total + data.amount, times: known.times + 1 } : known,
  indexes: [],
  tables: [],
  rollups: [],
})

/** An account that is opened gets a bonus account; each payment that takes its total past a ten pays one there. */
export const bonusFlow = (version = 1): AnyFlow => {
  const flow: Flow<ToyEvent, PaidIn, ToyCommand> = {
    name: 'payments-earn-bonuses',
    sentence: 'Every ten paid into an account pay one into its bonus account.',
    knows: knows(version),
    on: ['AccountOpened', 'Paid'],
    asks: ({ data }: StoredEvent<ToyEvent>, known) => {
      const { account, owner, at } = data
      if (isBonus(account)) return []
      const said = { account: bonusOf(account), owner, at }
      if (data.type === 'AccountOpened') return [{ type: 'OpenAccount', ...said }]
      const total = known(account)?.total ?? 0
      const tens = Math.floor(total / 10) - Math.floor((total - (data as Paid).amount) / 10)
      return tens > 0 ? [{ type: 'Pay', ...said, amount: tens, needs: 0 }] : []
    },
  }
  return erasedFlow(flow)
}

/** An account that has an instant in its tags is closed then. */
export const closingTimes: AnyProjection = erased<ToyEvent, object>({
  name: 'toy-closing-times',
  version: 1,
  on: ['AccountTagged', 'AccountClosed'],
  keysOf: ({ data }) => [data.account],
  apply: (_, { data }) => {
    const wakeAt = data.type === 'AccountTagged' ? data.tags.find((tag) => tag.startsWith('2')) : undefined
    if (wakeAt === undefined) return undefined
    const { account, owner } = data
    return { wakeAt, ask: { type: 'CloseAccount', account, owner, at: wakeAt } }
  },
  indexes: [{ name: 'wake-at', fields: ['wakeAt'] }],
  tables: [],
  rollups: [],
})

export const closing: Timers = {
  name: 'accounts-close-in-time',
  sentence: 'An account that says when it closes is closed then.',
  table: 'toy-closing-times',
}

export const at = '2025-03-01T09:30:00.000Z' as Instant
export const said = (account: string) => ({ account: account as Title, owner: 'ada' as PersonId, at })
