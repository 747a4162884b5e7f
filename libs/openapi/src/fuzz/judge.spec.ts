import { PROBLEM } from '../http-problem.ts'
import { judgeOf } from './judge.ts'
import { toyDocument } from './toy-api.spec.kit.ts'
import { NOTHING, type FuzzRequest, type FuzzResponse } from './traffic.ts'

interface Exchange {
  readonly request: FuzzRequest
  readonly response: FuzzResponse
}

const judge = judgeOf(toyDocument, { headers: ['x-frame-options'] })
const asked = (request: Partial<FuzzRequest>): FuzzRequest => ({
  kind: 'valid',
  method: 'GET',
  path: '/v1/things',
  headers: {},
  body: NOTHING,
  why: '',
  forbidden: false,
  ...request,
})
const problem = (status: number, headers = {}): FuzzResponse => ({
  status,
  headers: { 'content-type': `${PROBLEM}; charset=utf-8`, ...headers },
  body: Buffer.from(JSON.stringify({ type: '/x', title: 'x', status, detail: 'x', more: 1 })),
})
const list: FuzzResponse = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('[]') }

describe('an answer', () => {
  it.each<readonly [string, FuzzRequest, FuzzResponse]>([
    ['as documented', asked({}), list],
    [
      'with a header that any may have',
      asked({}),
      { ...list, headers: { ...list.headers, 'x-frame-options': 'DENY' } },
    ],
    ['that is a documented problem', asked({ forbidden: true }), problem(422)],
    ['to HEAD, without body', asked({ method: 'HEAD' }), { ...list, body: NOTHING }],
    ['to OPTIONS, of any success', asked({ method: 'OPTIONS' }), { status: 204, headers: {}, body: NOTHING }],
    ['that nothing is there', asked({ path: '/v2' }), problem(404)],
    [
      'by the server itself, to harm',
      asked({ kind: 'hostile' }),
      { status: 431, headers: { connection: 'close' }, body: NOTHING },
    ],
    [
      'that did not come, to more than a server reads',
      asked({ body: Buffer.alloc(2 ** 21) }),
      { status: 0, headers: {}, body: NOTHING },
    ],
  ])('%s has no fault', (_name, request, response) => {
    expect(judge(request, response)).toEqual([])
  })
  it.each<readonly [string, Exchange, string]>([
    [
      'by the server itself, to what is allowed',
      { request: asked({}), response: { status: 431, headers: { connection: 'close' }, body: NOTHING } },
      '431 is not documented',
    ],
    ['501', { request: asked({ method: 'PROPFIND' }), response: problem(501) }, '501: the server failed'],
    ['503, undocumented', { request: asked({}), response: problem(503) }, '503: the server failed'],
    ['405 without Allow', { request: asked({ method: 'PUT' }), response: problem(405) }, 'without the header Allow'],
    [
      'of no UTF-8',
      { request: asked({}), response: { ...list, body: Buffer.from([0x22, 0xff, 0x22]) } },
      'no JSON in UTF-8',
    ],
    [
      'that is a redirect from nowhere',
      { request: asked({ path: '/v2' }), response: { status: 301, headers: {}, body: NOTHING } },
      '301, where the document has no operation',
    ],
    [
      'with a stack in JSON',
      { request: asked({}), response: { ...list, body: Buffer.from('["x\\n    at f (/a/b.js:1:1)"]') } },
      'tells of the inside',
    ],
  ])('%s has its fault named', (_name, { request, response }, fault) => {
    expect(judge(request, response)).toContainEqual(expect.stringContaining(fault))
  })
})
