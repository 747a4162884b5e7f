import type { Readable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import {
  promisedBy,
  readFiles,
  withCalendarsOf,
  wordsForMistake,
  type FileMistake,
  type Promised,
} from '@deskledger/applying'
import type { Agreed } from '@deskledger/flows'
import type { Views } from '@deskledger/read-store'
import { calendarsIn } from '@deskledger/reports'
import { misuse } from '../stop.ts'
import { take } from '../take.ts'

/** The files that say what else would be promised. */
export interface OtherFiles {
  readonly agreements: readonly string[]
  readonly calendars: readonly string[]
}

const right = <A>(outcome: E.Either<readonly FileMistake[], A>): A => {
  if (E.isRight(outcome)) return outcome.right
  const mistakes = outcome.left
  const head = mistakes.length === 1 ? '' : `${mistakes.length} things are wrong:\n`
  throw misuse(`${head}${mistakes.map(wordsForMistake).join('\n')}`, { mistakes })
}

/** What files say of agreements and calendars, read as `apply` does; all that is wrong with them is told with its place. */
export const otherPromiseIn = async ({ agreements, calendars }: OtherFiles, stdin: Readable): Promise<Promised> =>
  right(promisedBy(await readFiles([...agreements, ...calendars], stdin)))

/** What would be agreed: calendars of files go before those of the ledger, as they stand now. */
export const agreedByFiles = async (views: Views, other: Promised): Promise<Agreed> =>
  right(withCalendarsOf(other, take(await calendarsIn(views)())))
