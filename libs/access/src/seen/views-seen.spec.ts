import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { instantOf } from '@deskledger/kernel'
import type { IncidentDetails, IncidentTimeline } from '@deskledger/practices/incident'
import type { Query, Views } from '@deskledger/read-store'
import {
  backlogAt,
  boardOf,
  complianceReport,
  explainMetric,
  incidentReport,
  queueAt,
  serviceLevelResults,
} from '@deskledger/reports'
import type { Identity } from '../identity.ts'
import { group, somebody } from '../people.spec.kit.ts'
import { callerDetails, seesEntry } from '../told-to-callers.ts'
import { deskOf, tickets, type Desk, type DeskTicket } from './desk.spec.kit.ts'
import { confidentialTickets } from './ownerships.ts'
import { everything, pages, right } from './reading.spec.kit.ts'
import { tables } from './tables.ts'
import { conditionsFor, viewsSeenBy } from './views-seen.ts'

const COUNT = 32
const all = tickets(COUNT)
const ada = somebody('ada', 'agent')
const max: Identity = { ...somebody('max', 'manager'), groups: [group('hr'), group('legal')] }
const carol = somebody('carol', 'requester')

const isFor =
  ({ groups }: Identity) =>
  ({ confidentialTo }: DeskTicket): boolean =>
    confidentialTo.length === 0 || confidentialTo.some((one) => groups.some((held) => held === one))
const isOwn = (ticket: DeskTicket): boolean => isFor(carol)(ticket) && ticket.caller === 'carol'

let desk: Desk
/** ledgers in which the tickets that somebody may not see were never raised */
let adas: Desk
let maxs: Desk
let carols: Desk
beforeAll(async () => {
  desk = await deskOf(all)
  adas = await deskOf(all.filter(isFor(ada)))
  maxs = await deskOf(all.filter(isFor(max)))
  carols = await deskOf(all.filter(isOwn))
})

const hidden = (whole: Desk, narrow: Desk): boolean => whole.events.length > narrow.events.length
const people = () => [
  { who: ada, of: adas },
  { who: max, of: maxs },
]

describe('somebody of the desk', () => {
  it('is one of whom tickets are hidden, else nothing is tested here', () => {
    for (const { of } of people()) expect(hidden(desk, of)).toBe(true)
    expect(adas.events.length).not.toBe(maxs.events.length)
  })

  it('sees something of every kind of table about tickets', async () => {
    for (const [table, { kind }] of tables)
      if (kind !== 'shared') expect([table, (await everything(adas.views, table)).length > 0]).toEqual([table, true])
  })

  it.each([...tables.keys()])('sees %s as if hidden tickets had never been raised', async (table) => {
    for (const { who, of } of people())
      expect(await everything(viewsSeenBy(desk.views, who), table)).toEqual(await everything(of.views, table))
  })

  it.each([1, 3, 10, 100])(
    'turns pages of %d as if hidden tickets had never been raised, cursors included',
    async (limit) => {
      const queries: readonly Query[] = [
        { limit },
        { limit, sort: [{ path: 'priority' }, { path: 'reportedAt', descending: true }] },
        { limit, sort: [{ path: 'group' }], where: [{ path: 'status', in: ['New', 'InProgress', 'Resolved'] }] },
      ]
      for (const { who, of } of people())
        for (const table of ['incident-queue', 'incident-details', 'incident-spans'])
          for (const query of queries)
            expect(await pages(viewsSeenBy(desk.views, who), table, query)).toEqual(await pages(of.views, table, query))
    },
  )

  it('counts what they see', async () => {
    for (const { who, of } of people())
      for (const [table] of tables)
        for (const where of [[], [{ path: 'group', is: 'g1' }]])
          expect(await right(viewsSeenBy(desk.views, who).count(table, where))).toBe(
            await right(of.views.count(table, where)),
          )
  })

  it('gets no document of a hidden ticket by its key', async () => {
    for (const ticket of all) {
      const found = await right(viewsSeenBy(desk.views, ada).get('incident-details', ticket.id))
      expect([ticket.id, found !== undefined]).toEqual([ticket.id, isFor(ada)(ticket)])
    }
  })

  it('reads reports as if hidden tickets had never been raised', async () => {
    const at = instantOf(Date.parse('2025-03-03T11:00:00.000Z'))
    const reports: readonly ((views: Views) => TaskEither<unknown, unknown>)[] = [
      (views) => incidentReport(views),
      ...(['priority', 'category', 'group', 'day'] as const).map(
        (by) => (views: Views) => incidentReport(views, { by }),
      ),
      (views) => backlogAt(views, at),
      (views) => queueAt(views, at),
      (views) => boardOf(views, { now: at }),
      (views) => complianceReport(views),
      (views) => serviceLevelResults(views, {}),
      ...['volume', 'timeToResolve'].map((name) => (views: Views) => explainMetric(views, name)),
    ]
    for (const { who, of } of people())
      for (const report of reports) {
        const whole = await report(of.views)()
        expect(await report(viewsSeenBy(desk.views, who))()).toEqual(whole)
      }
    const figures = await right(incidentReport(desk.views))
    expect(await right(incidentReport(viewsSeenBy(desk.views, ada)))).not.toEqual(figures)
  })

  it('is told which tickets are confidential once for a request', async () => {
    let asked = 0
    const counting: ReturnType<typeof confidentialTickets> = () => {
      asked++
      return confidentialTickets(desk.views)()
    }
    const views = viewsSeenBy(desk.views, ada, counting)
    await everything(views, 'incident-queue')
    expect(asked).toBe(0)
    await everything(views, 'incident-spans')
    await right(incidentReport(views))
    expect(asked).toBe(1)
  })
})

describe('a requester', () => {
  const seen = () => viewsSeenBy(desk.views, carol)

  it('sees their own tickets, as far as callers are told', async () => {
    const own = await everything(carols.views, 'incident-details')
    expect(own.length).toBeGreaterThan(5)
    expect(await everything(seen(), 'incident-details')).toEqual(
      own.map(([key, document]) => [key, callerDetails(document as IncidentDetails)]),
    )
    expect(await everything(seen(), 'incident-queue')).toEqual(await everything(carols.views, 'incident-queue'))
    expect(await everything(seen(), 'incident-spans')).toEqual(await everything(carols.views, 'incident-spans'))
  })

  it('sees of the history what callers are told', async () => {
    const told = (await everything(carols.views, 'incident-timeline')).map(([key, document]) => {
      const timeline = document as IncidentTimeline
      return [key, { ...timeline, entries: timeline.entries.filter(seesEntry(carol)) }]
    })
    expect(await everything(seen(), 'incident-timeline')).toEqual(told)
    const text = JSON.stringify(told)
    expect(text).toContain('noted (public)')
    for (const word of ['internal', 'AwaitingVendor', 'OverridePriority', 'PriorityChanged', 'TimeLogged'])
      expect(text).not.toContain(`"type":"${word}"`)
    expect(text).not.toContain('noted (internal)')
  })

  it('turns pages of their own tickets', async () => {
    const keys = (turned: Awaited<ReturnType<typeof pages>>) => turned.map(([page, next]) => [page, next !== null])
    for (const limit of [1, 3, 100]) {
      const query = { limit, sort: [{ path: 'reportedAt' }] }
      for (const table of ['incident-queue', 'incident-details'])
        expect(keys(await pages(seen(), table, query))).toEqual(keys(await pages(carols.views, table, query)))
    }
  })

  it('asks for their own alone, as the index by caller answers', async () => {
    const asked: (Query | undefined)[] = []
    const find: Views['find'] = (table, query) => {
      asked.push(query)
      return desk.views.find(table, query)
    }
    await right(
      viewsSeenBy({ ...desk.views, find }, carol).find('incident-details', { where: [{ path: 'group', is: 'g1' }] }),
    )
    expect(asked.map((query) => query?.where)).toEqual([
      [
        { path: 'caller', is: 'carol' },
        { path: 'group', is: 'g1' },
      ],
    ])
  })

  it('sees no figures and nothing of the desk', async () => {
    const own = ['incident-details', 'incident-queue', 'incident-timeline', 'incident-spans']
    for (const [table] of tables)
      if (!own.includes(table)) {
        expect(await everything(seen(), table)).toEqual([])
        expect(await right(seen().count(table))).toBe(0)
      }
    expect(await right(seen().get('incident-metrics', 'INC0000003'))).toBeUndefined()
  })

  it.each(['overrideReason', 'notes.internal', 'escalations.level', 'secondsLogged', 'updatedBy', 'constructor'])(
    'may not look for %s, which they may not read',
    async (path) => {
      for (const query of [{ where: [{ path, prefix: 'a' }] }, { sort: [{ path }] }]) {
        expect(await seen().find('incident-details', query)()).toMatchObject({ left: { type: 'BadQuery' } })
        expect(await seen().each('incident-details', query, () => undefined)()).toHaveProperty('left')
      }
      expect(await seen().count('incident-details', [{ path, is: 1 }])()).toHaveProperty('left')
    },
  )

  it('cannot widen their list by a condition of their own', async () => {
    const query = { where: [{ path: 'caller', in: ['carol', 'dora'] }] }
    expect((await pages(seen(), 'incident-queue', query)).flatMap(([keys]) => keys)).toEqual(
      (await pages(carols.views, 'incident-queue', {})).flatMap(([keys]) => keys),
    )
  })
})

describe('programs', () => {
  it('of the system see the views themselves', () => {
    expect(viewsSeenBy(desk.views, somebody('flow', 'system'))).toBe(desk.views)
  })

  it('that import see nothing', async () => {
    const importer = somebody('feed', 'importer')
    for (const [table] of tables) expect(await everything(viewsSeenBy(desk.views, importer), table)).toEqual([])
    expect(conditionsFor(importer)).toEqual([{ path: 'caller', in: [] }])
  })
})

describe('a table that nobody has listed', () => {
  it('is seen by programs of the system alone', async () => {
    for (const table of ['flow-breach-escalates', '__proto__', 'constructor']) {
      expect(await everything(viewsSeenBy(desk.views, ada), table)).toEqual([])
      expect(await right(viewsSeenBy(desk.views, ada).find(table, {}))).toEqual({ found: [], next: null })
    }
  })
})
