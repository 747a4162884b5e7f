import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { positionsOf, raised, ticketsIn } from './log.spec.kit.ts'
import { eventsIn, listening, positionsIn, reading, readUntil, type Message, type Reading } from './reading.spec.kit.ts'

let desk: Desk
let address: string
let agent: Asker
let authorization: string
beforeAll(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
  authorization = `Bearer ${await desk.issuer.issue({ subject: 'ada' as never, roles: ['agent'] })}`
  address = await listening(desk)
  await raised(agent, 5)
})
afterAll(() => desk.close())

const open = (demands = '', id?: string): Promise<Reading> =>
  reading(`${address}/v1/feed?${demands}`, { authorization, ...(id === undefined ? {} : { 'last-event-id': id }) })

const isCaughtUp = (soFar: readonly Message[]): boolean => soFar.at(-1)?.event === 'position'
const hasEvents = (count: number) => (soFar: readonly Message[]) => eventsIn(soFar).length >= count

describe('the log as Server-Sent Events', () => {
  it('is no cached page, and says when to come back', async () => {
    const { response, messages, leave } = await open()
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
    })
    const [first] = await readUntil(messages, ({ length }) => length === 1)
    expect(Object.keys(first ?? {})).toStrictEqual(['retry'])
    leave()
  })

  it('gives what is there, tells that this was all, then gives what comes', async () => {
    const { messages, leave } = await open()
    const before = await readUntil(messages, isCaughtUp)
    const positions = await ticketsIn(desk)
    expect(positionsIn(before)).toStrictEqual(positions)
    expect(JSON.parse(before.at(-1)?.data ?? '')).toStrictEqual({ position: positions.at(-1), caughtUp: true })
    await raised(agent, 3)
    const live = await readUntil(messages, hasEvents(3))
    expect(positionsIn(live)).toStrictEqual((await ticketsIn(desk)).slice(positions.length))
    for (const { id, data } of live) expect(JSON.parse(data ?? '')).toMatchObject({ position: id })
    leave()
  })

  it('goes on behind the Last-Event-ID, whatever the address says', async () => {
    const tickets = await ticketsIn(desk)
    for (const id of await positionsOf(desk)) {
      const { messages, leave } = await open('after=', id)
      const behind = tickets.filter((position) => position > id)
      expect(positionsIn(await readUntil(messages, isCaughtUp))).toStrictEqual(behind)
      leave()
    }
  })

  it('tells of positions that were passed over, so that nobody reads them twice', async () => {
    const { messages, leave } = await open('types=IncidentClosed')
    await readUntil(messages, isCaughtUp)
    await raised(agent, 1)
    const last = (await positionsOf(desk)).at(-1)
    const passed = await readUntil(messages, (soFar) => soFar.at(-1)?.id === last)
    expect(eventsIn(passed)).toStrictEqual([])
    leave()
  })

  it('loses and doubles nothing over a broken connection behind each event, while others write', async () => {
    const count = (await ticketsIn(desk)).length + 40
    const writing = raised(agent, 40)
    const got: string[] = []
    for (let taken = 1; got.length < count; taken = (taken % 3) + 1) {
      const { messages, leave } = await open('limit=2', got.at(-1) ?? '')
      const wanted = Math.min(taken, count - got.length)
      got.push(...positionsIn(await readUntil(messages, hasEvents(wanted))))
      leave()
    }
    await writing
    expect(got).toStrictEqual(await ticketsIn(desk))
  })
})
