// Where tests keep their temporary files.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes that must be free: a ledger of the whole sample takes 222 MB, and a run has several of them. */
const ROOM = 4e9

const bytesFree = (place) => {
  const { bavail, bsize } = statfsSync(place)
  return Math.min(bavail * bsize, process.availableMemory())
}

/** Tests also write programs and start them, which some machines forbid there. */
const startsPrograms = (folder) => {
  const program = join(folder, 'program')
  writeFileSync(program, '#!/bin/sh\nexit 0\n')
  chmodSync(program, 0o755)
  const { status } = spawnSync(program)
  rmSync(program)
  return status === 0
}

const inMemory = (memory, room) => {
  if (!existsSync(memory) || bytesFree(memory) < room) return undefined
  const folder = mkdtempSync(join(memory, 'deskledger-tests-'))
  if (startsPrograms(folder)) return folder
  rmSync(folder, { recursive: true })
  return undefined
}

/**
 * Makes a folder for the temporary files of a test run: in TMPDIR where that is set, else in memory where there is room
 * (every commit of a store waits for the disk, which tests of killed processes do not need: what a process wrote outlives
 * it in memory too), else where temporary files are kept.
 */
export const scratchFolder = ({ chosen = process.env.TMPDIR ?? '', memory = '/dev/shm', room = ROOM } = {}) => {
  const folder =
    (chosen === '' ? inMemory(memory, room) : undefined) ?? mkdtempSync(join(chosen || tmpdir(), 'deskledger-tests-'))
  // Some tests start programs as another user, who writes there as in any folder for temporary files.
  chmodSync(folder, 0o1777)
  return folder
}
