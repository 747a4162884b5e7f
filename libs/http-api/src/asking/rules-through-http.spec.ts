import { eventStoreDb, mongoDb } from '@deskledger/servers'
import { openDesk, type Desk } from '../api.spec.kit.ts'
import { allCommands } from './commands-here.ts'
import { groupsNamed, histories, type Wanted } from './histories.spec.kit.ts'
import { askHistory, verbPaths, type Seen } from './rules-through-http.spec.kit.ts'

// The first time they are needed, what stands in for servers is installed.
import.meta.jest.setTimeout(300_000)

const SEED = Number(process.env['DESKLEDGER_TEST_SEED'] ?? 20)

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
  const asking = { desk, asker, subject: 'a-agent', paths: verbPaths(desk), seen }
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
    // What is left needs several streams, or terms and hours that are hard to come by; specs of rules have it.
    expect(refused.size).toBeGreaterThan(50)
  })
  it('accept and refuse on servers what deciders do', async () => {
    const [log, documents] = await Promise.all([eventStoreDb(), mongoDb()])
    try {
      const name = `rules${process.pid}`
      const desk = await openDesk({ servers: { events: log.url, views: documents.url, name } })
      const { accepted } = await askAll(desk, { runs: 24, seed: SEED })
      await desk.close()
      expect(Object.keys(allCommands).filter((type) => !accepted.has(type))).toEqual([])
    } finally {
      await Promise.all([log.stop(), documents.stop()])
    }
  })
})
