import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { badQuery, openMemoryReadStore, viewsOf, type Found } from './index.ts'

const store = openMemoryReadStore()
const failure = badQuery('There is no such read model.')
let generation = 'v1'
const views = viewsOf(store, (name) => (name === 'queue' ? TE.right({ name, generation }) : TE.left(failure)))
const found = (n: number, v: string): Found => ({ key: `k${n}`, position: '1', document: { n, v } })

beforeAll(async () => {
  for (const [v, count] of [
    ['v1', 5],
    ['v2', 2],
  ] as const) {
    await store.prepare({ name: 'queue', generation: v }, [])()
    const changes = Array.from({ length: count }, (_, n) => found(n, v))
    await store.write({ name: 'queue', generation: v }, [
      ...changes,
      { key: 'gone', position: '1', document: undefined },
    ])()
  }
})
beforeEach(() => {
  generation = 'v1'
})

describe('views', () => {
  it('read the generation that is live at each call', async () => {
    expect(await views.count('queue')()).toEqual(E.right(5))
    generation = 'v2'
    expect(await views.count('queue', [{ path: 'n', from: 1 }])()).toEqual(E.right(1))
    expect(await views.find('queue', { limit: 1, sort: [{ path: 'n', descending: true }] })()).toMatchObject(
      E.right({ found: [found(1, 'v2')] }),
    )
  })
  it('get one document, or undefined: none yet, or none any more', async () => {
    expect(await views.get('queue', 'k3')()).toEqual(E.right(found(3, 'v1')))
    expect(await views.get('queue', 'k9')()).toEqual(E.right(undefined))
    expect(await views.get('queue', 'gone')()).toEqual(E.right(undefined))
  })
  it('give every document that fits, page by page, from one generation though another goes live meanwhile', async () => {
    const pages: (readonly Found[])[] = []
    const take = (page: readonly Found[]) => {
      pages.push(page)
      generation = 'v2'
    }
    expect(await views.each('queue', { where: [{ path: 'n', from: 1 }], limit: 3 }, take)()).toEqual(E.right(undefined))
    expect(pages).toEqual([[1, 2, 3].map((n) => found(n, 'v1')), [found(4, 'v1')]])
  })
  it('give nothing, not an empty page, where nothing fits', async () => {
    let pages = 0
    await views.each('queue', { where: [{ path: 'n', is: 'none' }] }, () => pages++)()
    expect(pages).toBe(0)
  })
  it('hand on what went wrong', async () => {
    expect(await views.find('unknown', {})()).toEqual(E.left(failure))
    expect(await views.get('unknown', 'k')()).toEqual(E.left(failure))
    expect(await views.each('queue', { limit: 0 }, () => undefined)()).toMatchObject(E.left({ type: 'BadQuery' }))
  })
})
