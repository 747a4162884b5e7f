import { resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { openAt, openFolder, type OpenLedger, type OpenOptions, type OpenTrouble } from '@deskledger/register'
import { say } from './answer.ts'
import type { Context } from './context.ts'
import { closeAfterDaysOf, placeOf, shownStores, type Place } from './place.ts'
import { take } from './take.ts'
import { nowOf } from './words/instant.ts'

/** A ledger that is open for a command. */
export interface Opened extends OpenLedger {
  readonly kind: Place['kind']
}

type Options = OpenOptions & {
  /** the folder where none is named */
  readonly usual?: string
}

const opening = async (context: Context, { usual, ...rest }: Options): Promise<E.Either<OpenTrouble, Opened>> => {
  const place = await placeOf(context, usual)
  const options = { now: () => nowOf(context.io), closeAfterDays: closeAfterDaysOf(context), ...rest }
  if (place.kind === 'folder') {
    const { kind, folder } = place
    // People see the folder as it was named.
    return E.map((opened: OpenLedger): Opened => ({ ...opened, kind, place: folder }))(
      await openFolder(resolve(folder), options),
    )
  }
  const { kind, at, hide } = place
  const onTrouble = (sentence: string) => {
    void say(context, hide(sentence)).catch(() => undefined)
  }
  return E.bimap(
    (trouble: OpenTrouble): OpenTrouble => ({ ...trouble, message: hide(trouble.message) }),
    (opened: OpenLedger): Opened => ({ ...opened, kind, place: shownStores(at) }),
  )(await openAt(at, { ...options, onTrouble }))
}

/** Opens the ledger, does something with it, and closes it whatever happens. */
export const withLedger = async <A>(
  context: Context,
  act: (opened: Opened) => Promise<A>,
  options: Options = {},
): Promise<A> => {
  const opened = take(await opening(context, options))
  try {
    return await act(opened)
  } finally {
    await opened.close()
  }
}
