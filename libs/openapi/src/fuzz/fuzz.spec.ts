import { fuzz, wordsForFault, type FuzzReport } from './fuzz.ts'
import { openToyApi, toyDocument, type Flaw } from './toy-api.spec.kit.ts'

const run = async (flaw: Flaw | undefined, count: number): Promise<FuzzReport> => {
  const { address, close } = await openToyApi(flaw)
  const headers = { authorization: 'Bearer good' }
  try {
    return await fuzz({ document: toyDocument, address, count, seed: 7, headers })
  } finally {
    await close()
  }
}

const planted: Readonly<Record<Flaw, string>> = {
  'fails at a deep value': '500: the server failed',
  'fails at a member that is missing': '500: the server failed',
  'is unavailable, undocumented': '503: the server failed',
  'answers with a status of its own': '418 is not documented',
  'sends errors as HTML': 'the media type text/html is not documented',
  'sends no media type': 'the media type is missing',
  'leaves a member out': "the body: the whole must have required property 'at'",
  'sends half its JSON': 'the body is no JSON in UTF-8',
  'says what it runs on': 'the header x-powered-by is not documented',
  'forgets the revision': 'the header ETag is missing',
  'garbles the revision': 'the header ETag is not what its schema says',
  'accepts strangers in the body': '200, though the document forbids the request',
  'reads any bytes': '200, though the document forbids the request',
  'reads any media type': '200, though the document forbids the request',
  'allows one more than allowed': '200, though the document forbids the request',
  'says not what is allowed': '405 without the header Allow',
  'answers any path': '200, where the document has no operation',
  'tells of its stack': 'the body tells of the inside',
  'names another status': 'the problem names another status than the answer',
  'asks nobody who they are': '200, though the document forbids the request',
  'hangs up on long texts': 'no answer: socket hang up',
}

describe('requests from a document, and the judge of what comes back', () => {
  it('find nothing where there is nothing', async () => {
    const { faults, sent, statuses } = await run(undefined, 3_000)
    expect(faults.map(wordsForFault)).toEqual([])
    expect(sent.valid + sent.near + sent.hostile).toBe(3_000)
    expect(Math.min(sent.valid, sent.near, sent.hostile)).toBeGreaterThan(400)
    expect(Object.keys(statuses)).toEqual(['200', '400', '401', '404', '405', '413', '415', '422', '431'])
  })
  it.each(Object.entries(planted) as [Flaw, string][])('find a server that %s', async (flaw, what) => {
    const { faults } = await run(flaw, 1_000)
    expect(faults.map((fault) => fault.what)).toContainEqual(expect.stringContaining(what))
    expect(faults.map(wordsForFault).join('\n')).toContain('first seen by a')
  })
})
