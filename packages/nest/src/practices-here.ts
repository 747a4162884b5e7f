import type { Message } from '@deskledger/kernel'
import type { CommandOf, RefusalOf, Registered } from '@deskledger/runtime'

/**
 * The practices of an application. Add yours once, and commands and refusals are typed everywhere.
 * @example declare module '@deskledger/nest' { interface Practices { readonly mine: typeof register } }
 */
export interface Practices {
  readonly none: readonly []
}

type Here = Practices[keyof Practices] extends readonly (infer P)[] ? P : never

/** Any command of the application; where no practices were added, any message. */
export type CommandHere = [Here] extends [never] ? Message : CommandOf<Here>

type RefusalIn<P, C> = P extends Registered ? (C extends CommandOf<P> ? RefusalOf<P> : never) : never

/** Why a command may be refused: the refusals of its practice. */
export type RefusalTo<C> = [Here] extends [never] ? Message : RefusalIn<Here, C>
