import * as E from 'fp-ts/lib/Either.js'
import { ticketsNamed } from '@deskledger/access'
import type { Message } from '@deskledger/kernel'
import { allNouns, nouns } from '@deskledger/nouns'
import type { OpenApi } from '@deskledger/openapi'
import { judgeOf, type Judge } from '@deskledger/openapi/fuzz'
import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'
import { describedTable, documentText } from '../document/text.ts'
import { everyHeader } from '../headers.spec.kit.ts'
import { examplesOf, withPair, type Exemplary } from './by-example.spec.kit.ts'
import { exampleOf } from './examples.ts'
import { examplesBefore } from './reaching.spec.kit.ts'

const document = JSON.parse(documentText()) as OpenApi
const { requests, lacking } = examplesOf(document)
const judge: Judge = judgeOf(document, { headers: everyHeader })
const NOTHING = Buffer.alloc(0)
/** Before every instant in an example. */
const BEFORE = '2025-01-01T00:00:00.000Z'
/** After everything that is recorded. */
const EVER_SINCE = '2100-01-01T00:00:00.000Z'
const roles = ['agent', 'manager', 'importer', 'system'] as const

/** Which commands the example of each operation asks. */
const commandsOf = new Map(describedTable().map(({ operation, commands }) => [operation.id, commands]))
const commandsIn = ({ id, body }: Exemplary): readonly string[] => commandsOf.get(id)?.(body) ?? []

const ask = async ({ opened }: Desk, command: object): Promise<void> => {
  const answer = await opened.ledger.askJson(command)
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
}

/** Asks as an example says; what is wrong with the answer is a sentence each. */
const faultsOf = async (
  asker: Asker,
  { method, path, body }: Pick<Exemplary, 'method' | 'path' | 'body'>,
): Promise<readonly string[]> => {
  const answer = await (method === 'GET' ? asker.get(path) : asker.post(path, body))
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
  const response = { status: answer.statusCode, headers, body: answer.rawPayload }
  const request = {
    kind: 'valid',
    method,
    path,
    headers: {},
    body: NOTHING,
    why: 'its example',
    forbidden: false,
  } as const
  const failed = answer.statusCode < 300 ? [] : [`${method} ${path}: ${answer.statusCode} ${answer.body}`]
  return [...failed, ...judge(request, response)]
}

const named = (all: readonly Exemplary[]) => all.map((one) => [one.id, one] as const)
const looks = requests.filter((one) => commandsIn(one).length === 0)
const commanding = requests.filter((one) => commandsIn(one).length > 0)

describe('an operation', () => {
  it('has an example of all that is sent', () => {
    expect(lacking).toEqual([])
  })
  it('asks a command at every path of one', () => {
    const asked = commanding.flatMap(commandsIn)
    const all = allNouns.flatMap(({ verbs }) => Object.keys(verbs))
    expect(new Set(asked)).toEqual(new Set(all))
  })
})

describe('a desk that has what examples name', () => {
  let desk: Desk
  let asker: Asker
  beforeAll(async () => {
    desk = await openDesk()
    asker = await desk.as('agent', { roles })
    for (const noun of allNouns) {
      const ticket = noun.name === 'service-level-clock' ? { ticket: nouns.incident.example } : {}
      const begun = { ...exampleOf(noun, noun.begins, { without: [] }), ...ticket, at: BEFORE }
      await ask(desk, { ...begun, [noun.idField]: noun.example })
    }
    for (const command of examplesBefore('StartReview').slice(1)) await ask(desk, command)
    while ((await asker.get('/health/ready')).statusCode !== 200) await new Promise((tick) => setTimeout(tick, 10))
  })
  afterAll(() => desk.close())

  it.each(named(looks))('answers the example of %s', async (_, request) => {
    expect(await faultsOf(asker, request)).toEqual([])
  })

  /** A cursor is of the answer that gave it; a value is one of what figures are cut by, and goes with that. */
  const narrowed = looks.flatMap((request) => {
    const value = request.optional.find(([name]) => name === 'value')
    return request.optional
      .filter(([name]) => name !== 'after' && name !== 'value')
      .map(([name, text]) => {
        const path = withPair(request.path, name, name === 'known-at' ? EVER_SINCE : text)
        const whole = name === 'by' && value !== undefined ? withPair(path, ...value) : path
        return [request.id, name, { ...request, path: whole }] as const
      })
  })
  it.each(narrowed)('answers %s with the example of %s', async (_id, _name, request) => {
    expect(await faultsOf(asker, request)).toEqual([])
  })
})

describe('a desk where the example of a command changes something', () => {
  it.each(named(commanding))('does what the example of %s asks', async (_, request) => {
    const desk = await openDesk()
    const types = commandsIn(request)
    const before = examplesBefore(types[0] ?? '')
    const now = new Date().toISOString()
    // What a ticket may be asked depends on how long ago the last thing happened: commands over HTTP happen now.
    for (const command of before) await ask(desk, 'incidentId' in command ? { ...command, at: now } : command)
    const asked = { ...(request.body as object), type: types[0] ?? '' } as Message
    for (const id of ticketsNamed(asked).filter((one) => one !== nouns.incident.example))
      await ask(desk, { ...exampleOf(nouns.incident, 'RaiseIncident', { without: [] }), incidentId: id })
    const faults = await faultsOf(await desk.as('agent', { roles }), request)
    await desk.close()
    expect(faults).toEqual([])
  })
})
