import { openDesk, type Asker, type Desk } from '../api.spec.kit.ts'

let desk: Desk
let agent: Asker
beforeAll(async () => {
  desk = await openDesk()
  agent = await desk.as('agent')
})
afterAll(() => desk.close())

const protecting = {
  'content-security-policy': expect.stringMatching(/^default-src 'self';.*object-src 'none'/) as unknown,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': expect.stringMatching(/^max-age=\d{8}; includeSubDomains$/) as unknown,
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '0',
}

describe('headers that protect browsers', () => {
  it.each([
    ['a list', 200, '/v1/incidents'],
    ['the document in the browser', 200, '/docs'],
    ['health', 200, '/health/live'],
    ['a bad parameter', 400, '/v1/incidents?limit=0'],
    ['a ticket that is not there', 404, '/v1/incidents/INC0000007'],
    ['a path that is not there', 404, '/v2'],
    ['a method that is not there', 405, '/v1/commands'],
  ])('are on the answer to %s', async (_, status, url) => {
    const answer = await agent.get(url)
    expect([answer.statusCode, answer.headers]).toEqual([status, expect.objectContaining(protecting)])
  })

  it('are on a denial, and on what is too large', async () => {
    const denied = await desk.api.inject({ method: 'GET', url: '/v1/incidents' })
    const large = await agent.post('/v1/incidents', { summary: 'x'.repeat(1_100_000) })
    expect([denied.statusCode, large.statusCode]).toEqual([401, 413])
    for (const { headers } of [denied, large]) expect(headers).toMatchObject(protecting)
  })
})
