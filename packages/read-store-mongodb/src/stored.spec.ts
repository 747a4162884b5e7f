import fc from 'fast-check'
import { MongoClient } from 'mongodb'
import type { Change } from '@deskledger/read-store'
import { collectionOf, fieldOf, indexNameOf } from './names.ts'
import { at, everyKind, right, serverForSpecs } from './servers.spec.kit.ts'

const table = { name: 'queue', generation: 'v1' }
const change = (key: string, document: object | undefined): Change => ({ key, position: at(1), document })
const deep = (depth: number): object => (depth === 0 ? {} : { a: deep(depth - 1) })

const oddNames = ['', '.', 'a.b', '$set', '$ref', 'a\0b', '__proto__', 'constructor', '_bsontype', 'half \ud800']
const plainNames = ['_id', 'toBSON', '12', 'gone', 'a b', 'ä']

describe.each(everyKind)('what is stored, on %s', (kind) => {
  const { running, open } = serverForSpecs({ kind })
  let client: MongoClient
  beforeAll(() => {
    client = new MongoClient(running().url)
  })
  afterAll(() => client.close())

  it('is readable: the document itself, its indexed values, its position; a tombstone has none of them', async () => {
    const store = await open()
    right(await store.prepare(table, [{ name: 'by-status', fields: ['status', 'by.node', 'closed'] }])())
    const document = { status: 'open', priority: 2, by: { node: 'n1' }, closed: false, tags: ['a'] }
    right(await store.write(table, [change('INC1', document), change('INC2', undefined)])())
    const rows = client.db(store.database).collection('deskledger.queue.v1')
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'INC1', position: at(1), gone: false, by: { status: 'open', 'by%2Enode': 'n1', closed: 0 }, document },
      { _id: 'INC2', position: at(1), gone: true },
    ])
    const indexes = (await rows.listIndexes().toArray()).map(({ name, key }) => [name, key] as unknown)
    expect(indexes).toContainEqual(['by key', { gone: 1, _id: 1 }])
    expect(indexes).toContainEqual([
      'by status, by%2Enode, closed',
      { gone: 1, 'by.status': 1, 'by.by%2Enode': 1, 'by.closed': 1, _id: 1 },
    ])
    await store.close()
  })
  it('is text where BSON would give another document back, and the same in any case', async () => {
    const store = await open()
    right(await store.prepare(table, [{ name: 'n', fields: ['n'] }])())
    const documents: Readonly<Record<string, object>> = {
      ...Object.fromEntries(
        [...oddNames, ...plainNames].map((name) => [
          `named ${JSON.stringify(name)}`,
          { n: 1, ...Object.fromEntries([[name, [{ a: 1 }]]]) },
        ]),
      ),
      reference: { n: 1, link: { $ref: 'a', $id: 'b' } },
      half: { n: 1, text: 'half \ud800' },
      deep: { n: 1, deep: deep(150) },
      numbers: { n: -0, '2': 2, '1': 1, b: 2 ** 53, c: 2 ** 31, d: -(2 ** 31), e: 1e300, f: 5e-324 },
    }
    const changes = Object.entries(documents).map(([key, document]) => change(key, document))
    expect(right(await store.write(table, changes)())).toBe(changes.length)
    const held = right(await store.read(table, Object.keys(documents))())
    const found = right(await store.find(table, { where: [{ path: 'n', from: 0 }] })()).found
    for (const all of [held, found]) {
      expect(all).toHaveLength(changes.length)
      for (const { key, document } of all) expect(JSON.stringify(document)).toBe(JSON.stringify(documents[key]))
    }
    const rows = client.db(store.database).collection(collectionOf(table, 1))
    const asText = (await rows.find({ text: { $exists: true } }).toArray()).map(({ _id }) => String(_id))
    const expected = ['reference', 'half', 'deep', ...oddNames.map((name) => `named ${JSON.stringify(name)}`)]
    expect(asText.sort()).toEqual(expected.sort())
    await store.close()
  })
  it('comes back as it was, whatever JSON it is', async () => {
    const store = await open()
    right(await store.prepare(table, [{ name: 'a', fields: ['a'] }])())
    let n = 0
    const documents = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom(...oddNames, ...plainNames)),
      fc.jsonValue(),
      { maxKeys: 5 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(documents, { minLength: 1, maxLength: 10 }), async (all) => {
        const changes = all.map((document) => change(`k${n++}`, document))
        expect(right(await store.write(table, changes)())).toBe(changes.length)
        const held = right(
          await store.read(
            table,
            changes.map(({ key }) => key),
          )(),
        )
        const texts = new Map(held.map(({ key, document }) => [key, JSON.stringify(document)]))
        expect(texts).toEqual(new Map(changes.map(({ key, document }) => [key, JSON.stringify(document)])))
      }),
      { numRuns: 100 },
    )
    await store.close()
  })
})

describe('names', () => {
  it('of collections are readable, told apart, and never too long', () => {
    const names = ['a', 'A', 'a.b', 'a%2Eb', '$x', 'ü', 'x'.repeat(500), `${'x'.repeat(499)}y`, '😀'.repeat(50), 'a b']
    const made = names.flatMap((name) => names.map((generation) => collectionOf({ name, generation }, 1)))
    expect(new Set(made).size).toBe(names.length ** 2)
    for (const one of made) {
      expect(Buffer.byteLength(one)).toBeLessThanOrEqual(100)
      expect(one).toMatch(/^deskledger\.[^$.\0]+\.[^$.\0]+$/)
    }
    expect(collectionOf({ name: 'incident-queue', generation: 'v1-2' }, 1)).toBe('deskledger.incident-queue.v1-2')
    expect(collectionOf({ name: 'incident-queue', generation: 'v1' }, 3)).toBe('deskledger.incident-queue.v1.3')
  })
  it('of indexes and of fields are told apart', () => {
    const paths = ['a', 'a.b', 'a%2Eb', '$a', '', '%', 'x'.repeat(300), `${'x'.repeat(299)}y`]
    expect(new Set(paths.map(fieldOf)).size).toBe(paths.length)
    expect(new Set(paths.map((path) => indexNameOf([path]))).size).toBe(paths.length)
    for (const path of paths) expect(Buffer.byteLength(indexNameOf([path]))).toBeLessThanOrEqual(127)
  })
})
