import { Inject, Injectable } from '@nestjs/common'
import * as E from 'fp-ts/lib/Either.js'
import { AppLedger } from './app-ledger.ts'

/** How the ledger of this application is. */
export interface LedgerHealth {
  readonly status: 'up' | 'down'
  /** what is wrong, as a sentence */
  readonly reason: string | undefined
  /** events that the read model furthest behind has not looked at yet; counted up to 10,000 */
  readonly lag: number
  /** streams that a read model could not take, and that wait */
  readonly parked: number
}

const down = (reason: string): LedgerHealth => ({ status: 'down', reason, lag: 0, parked: 0 })

/** Tells whether both stores answer and read models go on. */
@Injectable()
export class DeskledgerHealth {
  readonly #app: AppLedger

  constructor(@Inject(AppLedger) app: AppLedger) {
    this.#app = app
  }

  /** @param mostLag  events that read models may be behind before this counts as down; default: any number */
  async check(mostLag = Number.POSITIVE_INFINITY): Promise<LedgerHealth> {
    const { trouble } = this.#app
    if (trouble !== undefined) return down(trouble)
    const status = await this.#app.ledger.status()
    if (E.isLeft(status)) return down(status.left.message)
    const { readModels } = status.right
    const lag = Math.max(0, ...readModels.map((one) => one.lag))
    const parked = readModels.reduce((sum, one) => sum + one.parked, 0)
    const reason = `Read models are ${lag} events behind; ${mostLag} are allowed. Look whether their process is up and keeps pace.`
    return lag > mostLag ? { status: 'down', reason, lag, parked } : { status: 'up', reason: undefined, lag, parked }
  }

  /** The same, as health indicators of @nestjs/terminus answer. */
  async indicator<const Key extends string>(key: Key, mostLag?: number): Promise<Record<Key, LedgerHealth>> {
    return { [key]: await this.check(mostLag) } as Record<Key, LedgerHealth>
  }
}
