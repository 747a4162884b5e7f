import { erased, equalJson, happened, nothing, refused, type Decision, type Practice } from '@deskledger/kernel'
import * as toy from './toy-events.ts'
import type { ToyCommand, ToyEvent } from './toy-events.ts'
import { toyAccounts, toyCounts, type ToyOptions } from './toy-read-models.ts'

/** What the toy's rules remember. */
export interface ToyAccount {
  readonly open: boolean
  readonly balance: number
  readonly tags: readonly string[]
}

/** Why a toy command is refused. */
export type ToyRefusal =
  | { readonly type: 'AccountNotOpen'; readonly account: string }
  | { readonly type: 'AccountAlreadyOpen'; readonly account: string }
  | { readonly type: 'Overdrawn'; readonly balance: number }

type Verdict = Decision<ToyEvent, ToyRefusal>

const initial: ToyAccount = { open: false, balance: 0, tags: [] }

const pay = (command: toy.Pay, { balance }: ToyAccount): Verdict =>
  balance + command.amount < 0 ? refused({ type: 'Overdrawn', balance }) : happened({ ...command, type: 'Paid' })

const decide = (command: ToyCommand, state: ToyAccount): Verdict => {
  const { account } = command
  if (command.type === 'OpenAccount')
    return state.open
      ? refused({ type: 'AccountAlreadyOpen', account })
      : happened({ ...command, type: 'AccountOpened' }, { ...command, type: 'AccountTagged', tags: ['new'] })
  if (!state.open) return refused({ type: 'AccountNotOpen', account })
  switch (command.type) {
    case 'Pay':
      return pay(command, state)
    case 'TagAccount':
      return equalJson(command.tags, state.tags) ? nothing : happened({ ...command, type: 'AccountTagged' })
    case 'CloseAccount':
      return happened({ ...command, type: 'AccountClosed' })
  }
}

const evolve = (state: ToyAccount, event: ToyEvent): ToyAccount => {
  switch (event.type) {
    case 'AccountOpened':
      return { ...state, open: true }
    case 'Paid':
      return { ...state, balance: state.balance + event.amount }
    case 'AccountTagged':
      return { ...state, tags: event.tags }
    case 'AccountClosed':
      return initial
  }
}

/** A practice with one of everything, for specs of what runs practices. Its streams are named `toy-ACCOUNT`. */
export const toyPractice = (options: ToyOptions = {}): Practice<ToyCommand, ToyAccount, ToyEvent, ToyRefusal> => ({
  name: 'toy',
  decider: { initial, decide, evolve },
  keyOf: ({ account }) => account,
  commands: {
    OpenAccount: toy.OpenAccount,
    Pay: toy.Pay,
    TagAccount: toy.TagAccount,
    CloseAccount: toy.CloseAccount,
  },
  events: {
    AccountOpened: toy.AccountOpened,
    Paid: toy.Paid,
    AccountTagged: toy.AccountTagged,
    AccountClosed: toy.AccountClosed,
  },
  schemaVersions: { AccountOpened: 1, Paid: 1, AccountTagged: 1, AccountClosed: 1 },
  upcast: (_type, _version, data) => data,
  permissions: { OpenAccount: [], Pay: [], TagAccount: [], CloseAccount: [] },
  readModels: [erased(toyAccounts(options)), erased(toyCounts)],
})
