import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mistake } from '@deskledger/kernel'
import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { faultsIn } from './as-documented.spec.kit.ts'
import { fileTicket, fillDesk, peopleOf, type People } from './reports/filled.spec.kit.ts'
import { replayReports } from './reports/replay.ts'

const REPLAY = '/v1/service-levels/replay'

let desk: Desk
let people: People
beforeAll(async () => {
  desk = await openDesk()
  await fillDesk(desk)
  people = await peopleOf(desk)
})
afterAll(() => desk.close())

const calendar = {
  kind: 'business-calendar',
  id: 'all-week',
  name: 'All week',
  timeZone: 'UTC',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']])),
}
const agreement = {
  kind: 'agreement',
  id: 'mail-silver',
  type: 'SLA',
  name: 'Mail, silver',
  calendar: 'all-week',
  targets: [{ ticket: 'incident', resolve: '400d end of day' }],
}
const posted = { agreements: [agreement], calendars: [calendar] }

const come = async (asker: Asker, body: unknown = posted, query = ''): Promise<unknown> => {
  const answer = await asker.post(`${REPLAY}${query}`, body)
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
  expect(faultsIn(desk.api.endpoints, REPLAY, answer.json())).toEqual([])
  return answer.json()
}

describe('a replay', () => {
  it('puts what would have come out beside what was recorded, and writes nothing', async () => {
    const before = await people.agent.get('/v1/feed')
    expect(await come(people.agent)).toMatchObject({
      tickets: 2,
      recorded: { missed: 1, running: 1 },
      rows: expect.arrayContaining([
        expect.objectContaining({
          ticket: 'INC0000001',
          target: 'resolve',
          recorded: expect.objectContaining({ verdict: 'missed' }) as object,
        }),
      ]) as object,
      notReplayed: 0,
    })
    expect((await people.agent.get('/v1/feed')).body).toBe(before.body)
  })

  it('keeps to a time, and to a number of rows', async () => {
    expect(await come(people.agent, posted, '?from=2025-03-01T00:00:00Z&limit=1')).toMatchObject({ rows: [{}] })
    expect(await come(people.agent, posted, '?to=2020-01-01T00:00:00Z')).toMatchObject({ tickets: 0, rows: [] })
  })

  it('is a table where a table is asked for', async () => {
    const answer = await people.agent.post(REPLAY, posted, { accept: 'text/csv' })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(answer.body).toMatch(/^ticket,target,cycle,/)
  })

  it('goes over tickets alone that the asker sees', async () => {
    const before = (await come(people.agent)) as object
    await fileTicket(desk, { id: 'INC0000003', confidentialTo: ['hr'] })
    expect({ ...((await come(people.agent)) as object), asOf: null }).toEqual({ ...before, asOf: null })
    expect(await come(people.insider)).toMatchObject({ tickets: 3, recorded: { missed: 2 } })
  })

  it('is no business of requesters', async () => {
    const answer = await people.requester.post(REPLAY, posted)
    expect([answer.statusCode, answer.json<{ readonly title: string }>().title]).toEqual([403, 'Not permitted'])
  })
})

const mistakesIn = async (body: unknown): Promise<readonly Mistake[]> => {
  const answer = await people.agent.post(REPLAY, body)
  expect(answer.statusCode).toBe(400)
  return answer.json<{ readonly mistakes: readonly Mistake[] }>().mistakes
}
const placesIn = async (body: unknown) => (await mistakesIn(body)).map(({ pointer }) => pointer).toSorted()

describe('what is posted to a replay', () => {
  it('is told all its mistakes, each with its place', async () => {
    const wrong = { ...agreement, type: 'SLB', targets: [{ ticket: 'incident', resolve: 'soon', colour: 'red' }, {}] }
    const hours = { ...calendar, weekly: { mon: ['9-5'] }, holidays: ['2025-02-30 Never'] }
    expect(await placesIn({ agreements: [agreement, wrong], calendars: [hours, calendar] })).toEqual([
      '/agreements/1/targets/0/colour',
      '/agreements/1/targets/0/resolve',
      '/agreements/1/targets/1',
      '/agreements/1/type',
      '/calendars/0/holidays/0',
      '/calendars/0/weekly/mon/0',
    ])
    expect((await mistakesIn({ agreements: [wrong] })).map(({ message }) => message).join()).not.toMatch(/targets\[/)
  })

  it.each([
    ['nothing', undefined, ['']],
    ['a list', [], ['']],
    ['no agreement', {}, ['']],
    ['an empty list', { agreements: [] }, ['/agreements']],
    ['no lists, and more', { agreements: 'x', calendars: {}, 'a/b': 1 }, ['/agreements', '/a~1b', '/calendars']],
    ['too many of them', { agreements: Array.from({ length: 21 }, () => agreement) }, ['/agreements']],
    [
      'documents of the other kind',
      { agreements: [calendar], calendars: [] },
      [
        '/agreements/0/kind',
        '/agreements/0/targets',
        '/agreements/0/timeZone',
        '/agreements/0/type',
        '/agreements/0/weekly',
      ],
    ],
    [
      'no agreement with a customer',
      { agreements: [{ ...agreement, type: 'OLA' }], calendars: [calendar] },
      ['/agreements/0/type'],
    ],
    ['a calendar that is nowhere', { agreements: [agreement] }, ['/agreements/0/calendar']],
    ['the same twice', { ...posted, calendars: [calendar, calendar] }, ['/calendars/1/id']],
    ['no targets', { ...posted, agreements: [{ ...agreement, targets: [] }] }, ['/agreements/0/targets']],
  ])('may not be %s', async (_, body, places) => {
    expect(await placesIn(body)).toEqual(places)
  })

  it('may not be more than anybody would write, however deep', async () => {
    const many = JSON.stringify({ agreements: [{ ...agreement, targets: Array.from({ length: 5_000 }, () => ({})) }] })
    const deep = `{"agreements":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`
    for (const text of [many, deep]) {
      const answer = await people.agent.post(REPLAY, text, { 'content-type': 'application/json' })
      expect([answer.statusCode, answer.json()]).toEqual([
        400,
        expect.objectContaining({
          mistakes: [{ pointer: '', message: expect.stringContaining('more than 5000 values') as string }],
        }),
      ])
    }
  })

  it('names no files: none of this machine is read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'replay-'))
    const file = join(folder, 'holidays.ics')
    writeFileSync(file, 'BEGIN:VCALENDAR\r\nSECRET\r\n')
    const withFile = { ...calendar, holidaysFrom: [{ file, from: 2025, to: 2025 }] }
    expect(await mistakesIn({ ...posted, calendars: [withFile] })).toEqual([
      { pointer: '/calendars/0/holidaysFrom/0', message: 'No file is read here. Write the dates under holidays.' },
    ])
    rmSync(folder, { recursive: true })
  })

  it('is not asked of more than somebody would wait for', async () => {
    const { ledger: opened, events, views } = desk.opened
    const ledger = { ledger: opened, events, views, now: Date.now, isFollowed: false }
    const run = (tickets: number, signal: AbortSignal) => {
      const identity = { subject: 'ann', roles: ['agent'], groups: [], customer: undefined }
      const asked = {
        ...{ identity, path: {}, query: {}, header: () => undefined },
        body: posted,
        signal: () => signal,
      }
      return replayReports(ledger, { tickets, milliseconds: 10_000 })[0]?.run(asked as never)
    }
    const going = new AbortController().signal
    await expect(run(1, going)).rejects.toMatchObject({ status: 422, kind: 'TooManyTickets' })
    await expect(run(9, AbortSignal.abort())).rejects.toMatchObject({ status: 503, kind: 'ReplayStopped' })
    expect(await run(9, going)).toMatchObject({ status: 200 })
    const later = new AbortController()
    setImmediate(() => {
      later.abort()
    })
    await expect(run(9, later.signal)).rejects.toMatchObject({ kind: 'ReplayStopped' })
  })
})
