import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Somebody else may make it at the same time. */
const makeOne = (folder: string): void => {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!isFolder(folder)) throw error
  }
}

const madeFrom = (folder: string): void => {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) madeFrom(above)
  makeOne(folder)
}

/**
 * Makes a folder, and those above it that are missing; one that is there stays. Each is made by itself: where a file system
 * says of a folder that it is not there and will not have it, as /proc does, Node's own way to make several never comes back.
 * @errors  throws what the file system says
 */
export const makeFolder = (folder: string): void => {
  madeFrom(resolve(folder))
}
