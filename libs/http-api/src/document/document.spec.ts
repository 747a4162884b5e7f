import { readFileSync } from 'node:fs'
import { openDesk, type Desk } from '../api.spec.kit.ts'
import { documentText } from './text.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

describe('the document', () => {
  it('is the one that is committed: "npm run docs" writes it', () => {
    const committed = new URL('../../../../docs/reference/openapi.json', import.meta.url)
    expect(documentText() === readFileSync(committed, 'utf8')).toBe(true)
  })
  it('is served to everybody', async () => {
    const served = await desk.api.inject({ method: 'GET', url: '/v1/openapi.json' })
    expect([served.statusCode, served.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
    expect(served.body === documentText()).toBe(true)
  })
  it('is shown in the browser, by this server alone', async () => {
    const get = (url: string) => desk.api.inject({ method: 'GET', url })
    const page = await get('/docs')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    const files = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url = '']) => url)
    expect(files).toHaveLength(3)
    for (const url of files) {
      expect(url).toMatch(/^\/docs\//)
      expect((await get(url)).statusCode).toBe(200)
    }
    expect((await get('/docs/package.json')).statusCode).toBe(404)
  })
})
