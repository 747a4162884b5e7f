import * as t from 'io-ts'
import { Instant, PersonId, Title } from '@deskledger/kernel'

const common = { account: Title, owner: PersonId, at: Instant }

export const OpenAccount = t.strict({ type: t.literal('OpenAccount'), ...common })
export type OpenAccount = t.TypeOf<typeof OpenAccount>

export const Pay = t.strict({ type: t.literal('Pay'), ...common, amount: t.number, needs: t.number })
export type Pay = t.TypeOf<typeof Pay>

export const TagAccount = t.strict({ type: t.literal('TagAccount'), ...common, tags: t.array(t.string) })
export type TagAccount = t.TypeOf<typeof TagAccount>

export const CloseAccount = t.strict({ type: t.literal('CloseAccount'), ...common })
export type CloseAccount = t.TypeOf<typeof CloseAccount>

/** What may be asked of a toy account. */
export type ToyCommand = OpenAccount | Pay | TagAccount | CloseAccount

export const AccountOpened = t.strict({ type: t.literal('AccountOpened'), ...common })
export type AccountOpened = t.TypeOf<typeof AccountOpened>

export const Paid = t.strict({ type: t.literal('Paid'), ...common, amount: t.number, needs: t.number })
export type Paid = t.TypeOf<typeof Paid>

export const AccountTagged = t.strict({ type: t.literal('AccountTagged'), ...common, tags: t.array(t.string) })
export type AccountTagged = t.TypeOf<typeof AccountTagged>

export const AccountClosed = t.strict({ type: t.literal('AccountClosed'), ...common })
export type AccountClosed = t.TypeOf<typeof AccountClosed>

/** What can have happened to a toy account. */
export type ToyEvent = AccountOpened | Paid | AccountTagged | AccountClosed
