import { desk } from '../desk.spec.kit.ts'
import { made } from '../made.spec.kit.ts'
import type { OpenApi } from '../open-api.ts'
import { bodyOf } from './draft.ts'
import { requestsOf, type FuzzOptions } from './requests-of.ts'
import { routeOf, routesOf, type Route } from './routes.ts'
import { toyDocument } from './toy-api.spec.kit.ts'
import type { FuzzRequest } from './traffic.ts'
import { validatorOf } from './validating.ts'

const document = made(desk)
const some = (count: number, of: OpenApi, options: FuzzOptions): readonly FuzzRequest[] => {
  const requests = requestsOf(of, options)
  return Array.from({ length: count }, () => requests.next().value)
}

describe('requests from a document', () => {
  it('are the same for the same seed, others for another', () => {
    expect(some(300, document, { seed: 1 })).toEqual(some(300, document, { seed: 1 }))
    expect(some(300, document, { seed: 1 })).not.toEqual(some(300, document, { seed: 2 }))
  })
  it('come to every operation, and are what the document allows where they say so', () => {
    const routes = routesOf(document)
    const validate = validatorOf(document)
    const mistakesIn = ({ body }: FuzzRequest, route: Route | undefined): readonly string[] => {
      const said = route && bodyOf(route)
      if (said) return validate(said.schema, JSON.parse(body.toString()))
      return body.length === 0 ? [] : ['a body, and none is documented']
    }
    const valid = some(1_500, document, { seed: 3 }).filter(({ kind }) => kind === 'valid')
    const reached = valid.map((request) => ({ request, route: routeOf(routes, request.method, request.path) }))
    expect(reached.flatMap(({ request, route }) => mistakesIn(request, route))).toEqual([])
    const ids = new Set(reached.map(({ request, route }) => route?.operation.operationId ?? request.path))
    expect([...ids].toSorted()).toEqual(desk.operations.map(({ id }) => id).toSorted())
  })
  it('nearly do, where they say so: forbidden by what was changed, or allowed still', () => {
    const validate = validatorOf(toyDocument)
    const near = some(2_000, toyDocument, { seed: 4, only: ['change'] }).filter(({ kind }) => kind === 'near')
    for (const { forbidden, body } of near) {
      const mistakes =
        body.length === 0 ? ['no body'] : validate({ $ref: '#/components/schemas/Thing' }, JSON.parse(body.toString()))
      expect(forbidden).toBe(mistakes.length > 0)
    }
    expect(new Set(near.map(({ forbidden }) => forbidden)).size).toBe(2)
  })
  it('speak of what exists, where it is told', () => {
    const known = { IncidentId: ['INC0000042'], id: ['INC0000042'] }
    const options = { seed: 5, known, only: ['incidentStartWork'] }
    const valid = some(400, document, options).filter(({ kind }) => kind === 'valid')
    const there = valid.filter(({ path }) => path.startsWith('/v1/incident/INC0000042/'))
    const said = valid.filter(({ body }) => body.toString() === '{"incidentId":"INC0000042"}')
    expect(there.length).toBeGreaterThan(valid.length / 2)
    expect(said.length).toBeGreaterThan(valid.length / 2)
  })
  it('carry what all carry', () => {
    const headers = { authorization: 'Bearer x' }
    const valid = some(100, document, { seed: 6, headers }).filter(({ kind }) => kind === 'valid')
    expect(new Set(valid.map((request) => request.headers['authorization']))).toEqual(new Set(['Bearer x']))
  })
  it('mean harm in every way that is known', () => {
    const whys = new Set(some(6_000, toyDocument, { seed: 8, only: ['change'] }).map(({ why }) => why))
    const heavy = ['100,000 lists in each other', '100,000 objects in each other', '100,000 members', 'more than 1 MiB']
    const odd = ['a member __proto__', 'a byte order mark before the JSON', 'the method PROPFIND', 'a path with a NUL']
    expect([...whys]).toEqual(expect.arrayContaining([...heavy, ...odd]))
  })
  it('are refused where there is nothing to ask', () => {
    expect(() => requestsOf(document, { seed: 1, only: ['nothing'] }).next()).toThrow('name ids that it has')
  })
})
