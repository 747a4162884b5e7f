import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolder } from '@deskledger/register'
import { endedUnderLoad, orThrow } from './ending.spec.kit.ts'
import { startProgram } from './program.spec.kit.ts'

import.meta.jest.setTimeout(3_600_000)

/** How often the API is ended while it is under load; `DESKLEDGER_TEST_KILLS` sets another number, for long runs. */
const KILLS = Number(process.env['DESKLEDGER_TEST_KILLS'] ?? 4)

const folder = mkdtempSync(join(tmpdir(), 'api-killed-'))
const ledger = join(folder, 'ledger')
afterAll(() => {
  rmSync(folder, { recursive: true })
})

it(`under load, ended ${KILLS} times, gives each command one effect, and loses nothing that it answered`, () =>
  endedUnderLoad({
    ends: KILLS,
    load: 600,
    start: () => startProgram(['--ledger', ledger]),
    open: async () => orThrow(await openFolder(ledger, { projects: false })),
  }))
