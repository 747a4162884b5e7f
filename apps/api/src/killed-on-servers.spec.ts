import { flows, openAt, register, timers } from '@deskledger/register'
import { mongoDb, startDoubleProcess, type DoubleProcess, type TestMongoDb } from '@deskledger/servers'
import { endedUnderLoad, orThrow, signalAfter } from './ending.spec.kit.ts'
import { startProgram, type Program } from './program.spec.kit.ts'

// The first time it is needed, what stands in for MongoDB is installed.
import.meta.jest.setTimeout(3_600_000)

/** How often the API is ended while it is under load; `DESKLEDGER_TEST_KILLS` sets another number, for long runs. */
const KILLS = Number(process.env['DESKLEDGER_TEST_KILLS'] ?? 3)
/** Seconds that leases last: whoever has to wait for one waits in vain. */
const LEASE = 3600

/** All that workers share out among them, as they name it. */
const everything: readonly string[] = [
  ...register.flatMap(({ readModels }) => readModels.map(({ name }) => name)),
  ...flows.map(({ name }) => `flow ${name}`),
  ...timers().map(({ name }) => `timers ${name}`),
]

let log: DoubleProcess
let documents: TestMongoDb
beforeAll(async () => {
  ;[log, documents] = await Promise.all([startDoubleProcess(), mongoDb({ standIn: 'mongo-java-server' })])
})
afterAll(async () => {
  await Promise.all([log.stop(), documents.stop()])
})

/** Whoever was killed goes on with its own leases; whoever was told to stop let go of them, for one of another name. */
const nameAfter = (ends: number): string =>
  `worker-${Array.from({ length: ends }, (_, end) => signalAfter(end)).filter((signal) => signal === 'SIGTERM').length}`

const startAfter = async (ends: number): Promise<Program> => {
  const place = ['--events', log.url, '--views', documents.url, '--name', 'killed']
  const worker = ['--projects', 'yes', '--lease-seconds', String(LEASE), '--worker-name', nameAfter(ends)]
  const program = await startProgram([...place, ...worker])
  await program.keeps(everything)
  return program
}

it(`on servers under load, ended ${KILLS} times, gives each command one effect, and lets go of its leases`, () =>
  endedUnderLoad({
    ends: KILLS,
    load: 600,
    start: startAfter,
    open: async () =>
      orThrow(await openAt({ events: log.url, views: documents.url, name: 'killed' }, { projects: false })),
  }))
