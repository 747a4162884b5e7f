import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { openFolder } from './index.ts'
import { agreesWithTheOracle } from './oracle.spec.kit.ts'

const folder = mkdtempSync(join(tmpdir(), 'oracle-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

agreesWithTheOracle('into a folder', async () => {
  const opened = await openFolder(join(folder, 'ledger'), { create: true })
  if (E.isLeft(opened)) throw new Error(opened.left.message)
  return opened.right
})
