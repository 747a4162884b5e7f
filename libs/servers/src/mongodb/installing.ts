import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

// the same from src and from dist
const room = resolve(import.meta.dirname, '../..')
const cache = resolve(room, '../../node_modules/.cache/test-servers')

/** A file that a stand-in is started with. */
export const standInFile = (name: string): string => join(room, 'src/mongodb/stand-ins', name)

/**
 * The folder of something installed once for all runs. It is filled as a draft and then renamed: it is there whole or not
 * at all, and when several install it at once, one of them wins and the others use that.
 */
export const installed = async (name: string, fill: (draft: string) => Promise<void>): Promise<string> => {
  const folder = join(cache, name)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(`${folder}.draft-`)
  try {
    await fill(draft)
    await rename(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return folder
}
