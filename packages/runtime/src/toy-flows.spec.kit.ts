import {
  erased,
  erasedFlow,
  erasedTimers,
  type AnyFlow,
  type AnyProjection,
  type AnyTimers,
  type Flow,
  type Instant,
  type PersonId,
  type Memory,
  type StoredEvent,
  type Timers,
  type Title,
  type Waiting,
} from '@deskledger/kernel'
import type { ToyCommand, ToyEvent } from '@deskledger/testing'

/** What was paid into an account, all told, each payment at the rate that held. */
interface PaidIn {
  readonly total: number
  readonly times: number
}

const bonusOf = (account: string) => `bonus-${account}` as Title
const isBonus = (account: string) => account.startsWith('bonus-')

/** The account that rules the rate: each payment into it makes one more of every payment after it. */
export const RATE = 'rate'

const knows = (version: number): Memory<ToyEvent, PaidIn> => ({
  name: 'flow-payments-earn-bonuses',
  version,
  on: ['AccountOpened', 'Paid'],
  keysOf: ({ data }) => [...new Set([RATE, data.account])],
  shared: [RATE],
  remember: (paid, { data }, { key, known }) => {
    if (key !== data.account) return paid
    const { total, times } = paid ?? { total: 0, times: 0 }
    if (data.type !== 'Paid') return { total, times }
    const rate = key === RATE ? 1 : 1 + (known(RATE)?.times ?? 0)
    return { total: total + data.amount * rate, times: times + 1 }
  },
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
    asks: ({ data }: StoredEvent<ToyEvent>, known, before) => {
      const { account, owner, at } = data
      if (isBonus(account)) return []
      const said = { account: bonusOf(account), owner, at }
      if (data.type === 'AccountOpened') return [{ type: 'OpenAccount', ...said }]
      const [total, was] = [known(account)?.total ?? 0, before(account)?.total ?? 0]
      const tens = Math.floor(total / 10) - Math.floor(was / 10)
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
    return { wakeAt, account, owner }
  },
  indexes: [{ name: 'wake-at', fields: ['wakeAt'] }],
  tables: [],
  rollups: [],
})

interface ClosingTime extends Waiting {
  readonly account: Title
  readonly owner: PersonId
}

/** Closes accounts so many milliseconds after the instant that they say. */
export const closingAfter = (after?: number): AnyTimers => {
  const timers: Timers<ClosingTime, ToyCommand> = {
    name: 'accounts-close-in-time',
    sentence: 'An account that says when it closes is closed then.',
    table: 'toy-closing-times',
    ...(after === undefined ? {} : { after }),
    asks: ({ account, owner }, dueAt) => ({ type: 'CloseAccount', account, owner, at: dueAt }),
  }
  return erasedTimers(timers)
}
export const closing = closingAfter()

export const at = '2025-03-01T09:30:00.000Z' as Instant
export const said = (account: string) => ({ account: account as Title, owner: 'ada' as PersonId, at })
