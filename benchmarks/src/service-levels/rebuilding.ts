import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { deskFlows, deskTimers } from '@deskledger/flows'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { register } from '@deskledger/register'
import { openLedger, type Behaviours } from '@deskledger/runtime'
import { peakMemory, scaled, type Benchmark, type Figure, type Size } from '../figure.ts'
import { firstRows, importInto } from '../import-ledger.ts'
import { orThrow } from '../or-throw.ts'
import { better, figuresOf, none, type Rates } from '../rebuilds.ts'
import { promiseCommands } from './promise.ts'

const ROWS = 63_532

/** A log on disk, and how many commands a rule refused on the way. */
interface Made {
  readonly folder: string
  readonly refused: number
}

/** Makes a log in a folder: the bundled incidents, and what follows from them. */
const makeLog = async (folder: string, rows: number, follows: Behaviours): Promise<Made> => {
  mkdirSync(folder)
  let refused = 0
  const ledger = openLedger({
    events: orThrow(await openSqliteEventStore(join(folder, 'events.db'))()),
    views: orThrow(await openSqliteReadStore(join(folder, 'views.db'))()),
    register,
    ...follows,
    onRefused: () => refused++,
  })
  for (const command of promiseCommands) orThrow(await ledger.askJson(command))
  await importInto(ledger, firstRows(folder, rows))
  orThrow(await ledger.catchUp())
  await ledger.close()
  return { folder, refused }
}

/** As a process that begins with its log: the store is opened anew each time. */
const rebuiltAgain = async (best: Rates, { folder }: Made, round: number): Promise<Rates> => {
  const events = orThrow(await openSqliteEventStore(join(folder, 'events.db'))())
  const rates = await better(best, { folder, events, register }, round)
  await events.close()
  return rates
}

const told = (what: string, rates: Rates): readonly Figure[] =>
  figuresOf(rates, {
    rebuild: `rebuild of all read models together, ${what}`,
    scan: 'rows of that log scanned and parsed/s',
  })

const run = async (size: Size): Promise<readonly Figure[]> => {
  const rows = scaled(ROWS, size)
  const follows = { flows: deskFlows, timers: deskTimers() }
  const plain = await makeLog(join(size.folder, 'plain'), rows, {})
  const clocks = await makeLog(join(size.folder, 'clocks'), rows, follows)
  let [without, withClocks] = [none, none]
  // In turns, so that a machine that changes its pace does so for both; the best of each is compared.
  for (let round = 0; round < (size.quick ? 2 : 4); round++) {
    without = await rebuiltAgain(without, plain, round)
    withClocks = await rebuiltAgain(withClocks, clocks, round)
  }
  size.note(
    `The first ${rows.toLocaleString('en')} rows of the bundled log, without and with what the flows and timers of the desk ` +
      'ask of it under one agreement; all read models of the register.',
  )
  return [
    ...told('incidents alone', without),
    ...told('with their clocks', withClocks),
    {
      name: 'share of the scan that is left with clocks',
      value: withClocks.folded / withClocks.scan,
      unit: 'of 1',
      baseline: { name: 'without', value: without.folded / without.scan },
    },
    { name: 'asked and refused', value: clocks.refused, unit: 'of all' },
    { name: 'peak memory, the making of both logs included', value: peakMemory(), unit: 'MiB' },
  ]
}

export const serviceLevelsRebuild: Benchmark = {
  name: 'service-levels-rebuild',
  part: 'service-levels',
  what: 'All read models of the register folded afresh from the imported log, without clocks and with them.',
  run,
}
