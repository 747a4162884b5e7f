import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { raised, ticketsIn } from './log.spec.kit.ts'
import { listening, positionsIn, reading, readUntil, type Reading } from './reading.spec.kit.ts'

let desk: Desk
let address: string
let agent: Asker
let authorization: string
beforeEach(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
  authorization = `Bearer ${await desk.issuer.issue({ subject: 'ada' as never, roles: ['agent'] })}`
  address = await listening(desk)
})

const open = (): Promise<Reading> => reading(`${address}/v1/feed`, { authorization })
const openMany = (count: number): Promise<readonly Reading[]> => Promise.all(Array.from({ length: count }, open))
const all = () => false

describe('many readers of the log', () => {
  it('get the same, all of it, while others write', async () => {
    await raised(agent, 5)
    const readers = await openMany(100)
    const followed = Promise.all(
      readers.map(({ messages }) => readUntil(messages, (soFar) => positionsIn(soFar).length >= 25)),
    )
    await raised(agent, 20)
    const positions = await ticketsIn(desk)
    for (const messages of await followed) expect(positionsIn(messages)).toStrictEqual(positions)
    for (const { leave } of readers) leave()
    await desk.close()
  })

  it('are let go within a second when the server stops, whether they read or not', async () => {
    await raised(agent, 200, { description: 'x'.repeat(60_000) })
    const [reader, idler] = await openMany(2)
    if (reader === undefined || idler === undefined) throw new Error('two readers were opened')
    idler.response.pause()
    const ended = readUntil(reader.messages, all)
    const waiting = agent.get('/v1/feed?wait=30&types=IncidentClosed')
    await agent.get('/v1/incidents/INC0000001')
    const begun = performance.now()
    await desk.close()
    expect(performance.now() - begun).toBeLessThan(1000)
    await ended
    expect((await waiting).statusCode).toBe(200)
  })
})
