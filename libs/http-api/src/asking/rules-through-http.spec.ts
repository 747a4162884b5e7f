import { eventStoreDb, mongoDb } from '@deskledger/servers'
import { openDesk, type Desk } from '../api.spec.kit.ts'
import { allCommands } from './commands-here.ts'
import { refusalStatus } from '../http/failures.ts'
import { ASKER, groupsNamed, histories, type Wanted } from './histories.spec.kit.ts'
import { aHundredOfOneTicket } from './hundred.spec.kit.ts'
import { askHistory, verbPaths, type Seen } from './rules-through-http.spec.kit.ts'

// The first time they are needed, what stands in for servers is installed.
import.meta.jest.setTimeout(300_000)

const SEED = Number(process.env['DESKLEDGER_TEST_SEED'] ?? 20)

/** Refusals that no history of commands brings about, and why; any other that is missing fails. */
const unprovoked: Readonly<Record<string, string>> = {
  ClockNeverDue: 'terms under which a clock is never due are refused when it starts: GoalNeverReached',
}

const askAll = async (desk: Desk, wanted: Wanted): Promise<Seen> => {
  const seen: Seen = {
    accepted: new Set(),
    refused: new Set(),
    byVerb: new Set(),
    byCommand: new Set(),
    turns: new Map(),
  }
  const all = histories(wanted)
  const roles = ['agent', 'manager', 'importer', 'system'] as const
  const asker = await desk.as('agent', { roles, groups: all.flatMap(groupsNamed) })
  const asking = { desk, asker, subject: ASKER, paths: verbPaths(desk), seen }
  for (const history of all) await askHistory(asking, history)
  return seen
}

describe('rules through HTTP', () => {
  it('accept and refuse in a folder what deciders do, every command, with the same events and the same facts', async () => {
    const desk = await openDesk()
    const { accepted, refused, byVerb, byCommand } = await askAll(desk, { runs: 24, seed: SEED })
    await desk.close()
    expect(Object.keys(allCommands).filter((type) => !accepted.has(type))).toEqual([])
    expect(Object.keys(allCommands).filter((type) => !byVerb.has(type) || !byCommand.has(type))).toEqual([])
    expect(Object.keys(refusalStatus).filter((type) => !refused.has(type))).toEqual(Object.keys(unprovoked))
  })
  it('accept and refuse on servers what deciders do, and answer a hundred who ask at the same time', async () => {
    const [log, documents] = await Promise.all([eventStoreDb(), mongoDb()])
    try {
      const name = `rules${process.pid}`
      const desk = await openDesk({ servers: { events: log.url, views: documents.url, name } })
      const { accepted } = await askAll(desk, { runs: 24, seed: SEED })
      await aHundredOfOneTicket(await desk.as('agent'))
      await desk.close()
      expect(Object.keys(allCommands).filter((type) => !accepted.has(type))).toEqual([])
    } finally {
      await Promise.all([log.stop(), documents.stop()])
    }
  })
})
