import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './tree.js'

/** Runs the program of a package that is installed here, in another folder. */
export const run = (folder, [program, ...args], env = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
  })
  return { status, stdout, stderr }
}
