import { openFolder, type FolderOptions, type OpenFolder } from '@deskledger/register'
import { resolve } from 'node:path'
import type { Context } from './context.ts'
import { take } from './take.ts'

/** The folder a command works on, as it was named. */
export const folderOf = ({ ledger }: Context): string => ledger ?? './deskledger-data'

/** Opens the ledger, does something with it, and closes it whatever happens. */
export const withLedger = async <A>(
  context: Context,
  act: (opened: OpenFolder) => Promise<A>,
  options: FolderOptions = {},
): Promise<A> => {
  const opened = take(await openFolder(resolve(folderOf(context)), options))
  try {
    return await act(opened)
  } finally {
    await opened.close()
  }
}
