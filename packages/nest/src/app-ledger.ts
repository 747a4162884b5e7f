import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { Message, Role } from '@deskledger/kernel'
import { openLedger, type Ledger, type LedgerParts, type Registered } from '@deskledger/runtime'
import { following, type Following } from './following.ts'

/** What a ledger is made of: two open stores, practices, and what happens by itself. */
export interface DeskledgerOptions extends Omit<LedgerParts<Registered>, 'register'> {
  /** default: only practices of feature modules */
  readonly register?: readonly Registered[]
  /** false: this process neither projects nor runs flows and timers; others do. Default: true */
  readonly projects?: boolean
}

export const OPTIONS = Symbol('DeskledgerOptions')

/** The ledger of an application: opened with all practices that modules bring, kept up to date, closed at the end. */
@Injectable()
export class AppLedger implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #options: DeskledgerOptions
  readonly #practices: Registered[]
  readonly #logger = new Logger('Deskledger')
  #opened: Ledger<Message, Message> | undefined
  #following: Following | undefined

  constructor(@Inject(OPTIONS) options: DeskledgerOptions) {
    this.#options = options
    this.#practices = [...(options.register ?? [])]
  }

  /** Adds the practice of a feature module; the same one may come from several. */
  add(practice: Registered): Registered {
    const same = this.#practices.find(({ name }) => name === practice.name)
    if (same !== undefined && same !== practice)
      throw new Error(`Two practices are named ${practice.name}. Bring one of them only, in forRoot or forFeature.`)
    if (same !== undefined) return same
    if (this.#opened !== undefined)
      throw new Error(
        `The practice ${practice.name} comes too late: the ledger was used before its module was made. Import DeskledgerModule.forFeature(…) in a module, and use the ledger from onModuleInit on.`,
      )
    this.#practices.push(practice)
    return practice
  }

  /** The ledger itself. Ask for it from `onModuleInit` on, when all practices are there. */
  get ledger(): Ledger<Message, Message> {
    this.#opened ??= openLedger({ ...this.#options, register: this.#practices }) as unknown as Ledger<Message, Message>
    return this.#opened
  }

  /** Which roles may ask a command; undefined: it is no command of this application. */
  permitted(type: string): readonly Role[] | undefined {
    const permissions = this.#practices.map((practice) => practice.permissions as Readonly<Record<string, Role[]>>)
    return permissions.find((of) => Object.hasOwn(of, type))?.[type]
  }

  /** Why read models, flows and timers do not go on, as a sentence; undefined: they do, or others see to them. */
  get trouble(): string | undefined {
    return this.#following?.trouble()
  }

  onApplicationBootstrap(): void {
    const { ledger } = this
    if (this.#options.projects === false) return
    const log = (sentence: string) => {
      this.#logger.warn(sentence)
    }
    this.#following = following(ledger, log)
  }

  /** After the servers of the application: what they accepted has its answer. */
  async onApplicationShutdown(): Promise<void> {
    await this.#following?.stop()
    await this.#opened?.close()
  }
}
