import type * as E from 'fp-ts/lib/Either.js'
import type { ReadStore, TableId, ViewFailure } from '@deskledger/read-store'
import { steps } from './steps.ts'

const WORKERS: TableId = { name: 'deskledger-workers', generation: 'v1' }

/** A time as a text that sorts as the times do. */
const placeAt = (ms: number): string => String(ms).padStart(15, '0')

/** Who works on the read models of one read store: each says that it is there, and until when to believe it. */
export const members = (views: ReadStore, holder: string, now: () => number) => ({
  prepare: (): Promise<E.Either<ViewFailure, void>> =>
    views.prepare(WORKERS, [{ name: 'by-until', fields: ['until'] }])(),
  /** Says that this one is there for so many milliseconds; answers how many are. */
  present: (duration: number): Promise<E.Either<ViewFailure, number>> =>
    steps(async (take) => {
      const document = { until: now() + duration }
      await take(views.write(WORKERS, [{ key: holder, position: placeAt(now()), document }])())
      return take(views.count(WORKERS, [{ path: 'until', after: now() }])())
    }),
  leave: (): Promise<E.Either<ViewFailure, void>> =>
    steps(async (take) => {
      await take(views.write(WORKERS, [{ key: holder, position: placeAt(now() + 1), document: undefined }])())
    }),
})
