import { join } from 'node:path'
import { instantOf, type IncidentId } from '@deskledger/kernel'
import { openSqliteEventStore } from '@deskledger/event-store-sqlite'
import { openSqliteReadStore } from '@deskledger/read-store-sqlite'
import { incidentExamples, incidentPractice, type RaiseIncident } from '@deskledger/practices/incident'
import { openLedger } from '@deskledger/runtime'
import type { Benchmark, Figure, Size } from './figure.ts'
import { orThrow } from './or-throw.ts'
import { rawCommits, rawInserts } from './raw.ts'

const CALLERS = 64

const raise = (n: number): RaiseIncident => ({
  ...incidentExamples.commands.RaiseIncident,
  incidentId: `INC${String(n).padStart(7, '0')}` as IncidentId,
  at: instantOf(1_704_067_200_000 + n * 60_000),
})

const open = async (folder: string, name: string) =>
  openLedger({
    events: orThrow(await openSqliteEventStore(join(folder, `${name}-events.db`))()),
    views: orThrow(await openSqliteReadStore(join(folder, `${name}-views.db`))()),
    register: [incidentPractice],
  })

const run = async ({ quick, folder }: Size): Promise<readonly Figure[]> => {
  const count = quick ? 2000 : 10_000
  const rounds = quick ? 2 : 3
  const best = { commits: 0, single: 0, inserts: 0, many: 0 }
  let refused = 0
  // In turns, so that a disk that changes its pace does so for both; the best of each is compared.
  for (let round = 0; round < rounds; round++) {
    best.commits = Math.max(best.commits, rawCommits(folder, count))
    const ledger = await open(folder, `single-${round}`)
    let started = performance.now()
    for (let n = 0; n < count; n++) orThrow(await ledger.ask(raise(n)))
    best.single = Math.max(best.single, count / ((performance.now() - started) / 1000))
    await ledger.close()

    best.inserts = Math.max(best.inserts, rawInserts(folder, count * 8, CALLERS))
    const shared = await open(folder, `many-${round}`)
    let next = 0
    const caller = async () => {
      while (next < count * 4) if ((await shared.ask(raise(next++)))._tag === 'Left') refused++
    }
    started = performance.now()
    await Promise.all(Array.from({ length: CALLERS }, caller))
    best.many = Math.max(best.many, (count * 4) / ((performance.now() - started) / 1000))
    await shared.close()
  }
  return [
    {
      name: 'single durable commands, one after the other',
      value: best.single,
      unit: 'commands/s',
      baseline: { name: 'one-row commits/s', value: best.commits },
      demand: { of: 'ratio', atLeast: 0.6 },
      aim: { of: 'ratio', atLeast: 0.8 },
    },
    {
      name: `${CALLERS} callers at once`,
      value: best.many,
      unit: 'commands/s',
      baseline: { name: `inserts/s, ${CALLERS} a commit`, value: best.inserts },
      demand: { of: 'ratio', atLeast: 0.2 },
      aim: { of: 'ratio', atLeast: 0.4 },
    },
    { name: 'callers refused', value: refused, unit: 'of all', demand: { of: 'value', atMost: 0 } },
  ]
}

export const appending: Benchmark = {
  name: 'appending',
  what: 'Commands decided and stored, each answered only when it is on disk.',
  run,
}
