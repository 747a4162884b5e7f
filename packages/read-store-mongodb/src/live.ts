import { randomUUID } from 'node:crypto'
import { MongoError, MongoNetworkError, type Collection } from 'mongodb'
import type { Live } from '@deskledger/read-store'
import { CATALOGUE } from './names.ts'
import { within } from './patience.ts'
import { databaseOf, type Site } from './site.ts'
import { isDuplicateKey } from './troubles.ts'

interface LiveRecord {
  readonly _id: string
  readonly kind: 'live'
  readonly model: string
  readonly generation: string
  /** the last moves, each by a word of its own: who did not hear the answer recognises that it was theirs */
  readonly moves: readonly string[]
}

const MOVES_KEPT = 50

const addressOf = (model: string): string => `live ${JSON.stringify(model)}`

/** Whether it is unknown if what was asked was done. */
const isUnsure = (error: unknown): boolean =>
  error instanceof MongoNetworkError || (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError'))

/** The generation that readers of each model see. */
export const livesOf = (site: Site) => {
  const records = (): Collection<LiveRecord> => databaseOf(site).collection(CATALOGUE)
  const recordOf = (model: string): Promise<LiveRecord | null> =>
    within(site.patience, records().findOne({ _id: addressOf(model) }))

  const begin = async ({ model, generation }: Live, move: string): Promise<boolean> => {
    try {
      await within(
        site.patience,
        records().insertOne({ _id: addressOf(model), kind: 'live', model, generation, moves: [move] }),
      )
      return true
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }
  const goOn = async ({ model, generation }: Live, expected: string, move: string): Promise<boolean> => {
    const filter = { _id: addressOf(model), generation: expected, moves: { $ne: move } }
    const update = { $set: { generation }, $push: { moves: { $each: [move], $slice: -MOVES_KEPT } } }
    return (await within(site.patience, records().findOneAndUpdate(filter, update))) !== null
  }
  const wasMade = async (model: string, move: string): Promise<boolean> =>
    (await recordOf(model))?.moves.includes(move) ?? false

  return {
    live: async (model: string): Promise<string | undefined> => (await recordOf(model))?.generation,
    /**
     * Moves the name from where it is expected, and answers whether this call did. Where the answer is lost it asks
     * again; a move is never made twice, since each knows its own.
     */
    switchLive: async (live: Live, expected: string | undefined): Promise<boolean> => {
      const move = randomUUID()
      const end = performance.now() + site.patience
      for (;;) {
        try {
          const moved = await (expected === undefined ? begin(live, move) : goOn(live, expected, move))
          return moved || (await wasMade(live.model, move))
        } catch (error) {
          if (!isUnsure(error) || performance.now() > end) throw error
        }
      }
    },
  }
}
