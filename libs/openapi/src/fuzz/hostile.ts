import { below, type Chance } from '@deskledger/testing'
import { often } from './chance.ts'
import { bodyOf, written, type Always } from './draft.ts'
import { hostileBody, type Aim } from './hostile-bodies.ts'
import { routeOf, type Route } from './routes.ts'
import { NOTHING, type FuzzRequest } from './traffic.ts'

interface Attack extends Aim {
  readonly always: Always
  readonly routes: readonly Route[]
}

type Way = (attack: Attack, random: Chance) => FuzzRequest

const plain = ({ draft, always }: Attack) => ({ kind: 'hostile' as const, ...written(draft, always) })

const pick = <Value>(random: Chance, values: readonly [Value, ...Value[]]): Value =>
  values[below(random, values.length)] ?? values[0]

const inBody: Way = (attack, random) => {
  const { bytes, why, forbidden } = hostileBody(attack, random)
  const request = plain(attack)
  const mediaType = bodyOf(attack.draft.route)?.mediaType ?? 'application/json'
  return { ...request, headers: { ...request.headers, 'content-type': mediaType }, body: bytes, why, forbidden }
}

/** With JSON in the body still, called something else. */
const mediaTypes = [
  ...[
    'text/plain',
    'text/html',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ],
  ...['application/octet-stream', 'application/jsonp', 'application', 'x'.repeat(500), '*/*', ';'],
]

const inMediaType: Way = (attack, random) => {
  const request = plain(attack)
  const mediaType = mediaTypes[below(random, mediaTypes.length)] ?? 'text/plain'
  const headers = { ...request.headers, 'content-type': mediaType }
  return { ...request, headers, why: `the media type ${mediaType.slice(0, 40)}`, forbidden: request.body.length > 0 }
}

const encodings = ['gzip', 'deflate', 'br', 'compress', 'zstd', 'gzip, gzip', 'nonsense'] as const

const inEncoding: Way = (attack, random) => {
  const request = plain(attack)
  const encoding = pick(random, encodings)
  const headers = { ...request.headers, 'content-encoding': encoding }
  return { ...request, headers, why: `the content encoding ${encoding}, which it is not`, forbidden: false }
}

const methods = [
  'GET',
  'PUT',
  'POST',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'HEAD',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'SEARCH',
] as const

const inMethod: Way = (attack, random) => {
  const request = plain(attack)
  const method = pick(random, methods)
  const known = routeOf(attack.routes, method, request.path) !== undefined
  const body = method === 'GET' || method === 'HEAD' || method === 'TRACE' ? NOTHING : request.body
  return { ...request, method, body, why: `the method ${method}`, forbidden: !known && method !== 'OPTIONS' }
}

const turns: readonly (readonly [string, (path: string) => string])[] = [
  ['a step more', (path) => `${path}/more`],
  ['a slash more', (path) => `${path}/`],
  ['two slashes', (path) => path.replace(/\/(?=[^/]*$)/, '//')],
  ['half an escape', (path) => `${path}%`],
  ['an escape that is none', (path) => `${path}%zz`],
  ['an escape that is no UTF-8', (path) => `${path}%ff`],
  ['a NUL', (path) => `${path}%00`],
  ['a way up', (path) => `${path}/../../../etc/passwd`],
  ['a way up, escaped', (path) => `${path}%2f..%2f..%2fetc%2fpasswd`],
  ['10,000 characters', (path) => `${path}${'x'.repeat(10_000)}`],
  ['capitals', (path) => path.toUpperCase()],
  ['a matrix parameter', (path) => `${path};a=b`],
  ['a path that nobody knows', () => '/.env'],
  ['the name of a prototype', () => '/__proto__'],
]

const inPath: Way = (attack, random) => {
  const request = plain(attack)
  const [why, turn] = turns[below(random, turns.length)] ?? ['a step more', (path: string) => `${path}/more`]
  const [place = '', query] = request.path.split('?')
  const path = query === undefined ? turn(place) : `${turn(place)}?${query}`
  return {
    ...request,
    path,
    why: `a path with ${why}`,
    forbidden: routeOf(attack.routes, request.method, path) === undefined,
  }
}

const queries = [
  ...['%', '%zz=1', '%ff=%ff', '&&&===', '__proto__=x', 'constructor[prototype]=x', `a=${'x'.repeat(8_000)}`],
  ...['a=1&'.repeat(2_000), 'a[b][c][d]=1', '?', 'limit=1e999', 'limit[]=1', 'limit=%00'],
]

const inQuery: Way = (attack, random) => {
  const request = plain(attack)
  const query = queries[below(random, queries.length)] ?? '%'
  const path = `${request.path}${request.path.includes('?') ? '&' : '?'}${query}`
  return { ...request, path, why: `the query ${query.slice(0, 40)}`, forbidden: false }
}

const headers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['accepts what there is not', { accept: 'image/png' }],
  ['accepts nonsense', { accept: ';;q=x,/' }],
  ['accepts many things', { accept: Array.from({ length: 200 }, (_, index) => `a/b${index}`).join() }],
  ['goes by another host', { host: 'evil.example' }],
  ['overrides the method', { 'x-http-method-override': 'DELETE' }],
  ['matches nonsense', { 'if-match': '"', 'if-none-match': 'W/' }],
  ['asks for a range', { range: 'bytes=9-1' }],
  ['comes from another origin', { origin: 'null' }],
  ['asks for an upgrade', { connection: 'upgrade', upgrade: 'websocket' }],
  ['follows nonsense', { traceparent: '00-0-0-zz' }],
  ['has a cookie of 8,000 characters', { cookie: `a=${'x'.repeat(8_000)}` }],
  [
    'has more headers than are allowed',
    Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`x-${i}`, 'x'.repeat(100)])),
  ],
]

const inHeaders: Way = (attack, random) => {
  const request = plain(attack)
  const [why, odd] = headers[below(random, headers.length)] ?? ['has none', {}]
  return { ...request, headers: { ...request.headers, ...odd }, why, forbidden: false }
}

const credentials = [
  'Bearer',
  'Bearer x',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Basic YTpi',
  'Bearer \u00ff',
  'x'.repeat(7_000),
] as const

const inCredentials: Way = (attack, random) => {
  const request = plain(attack)
  const authorization = pick(random, credentials)
  const secured = attack.draft.route.operation.security?.length !== 0
  const forbidden = secured && 'authorization' in attack.always
  return {
    ...request,
    headers: { ...request.headers, authorization },
    why: `says to be ${authorization.slice(0, 20)}`,
    forbidden,
  }
}

const others: readonly [Way, ...Way[]] = [inMediaType, inEncoding, inMethod, inPath, inQuery, inHeaders, inCredentials]

/** A request that means harm, by its body, its media type, its method, its path, its headers. */
export const hostile: Way = (attack, random) => {
  const takesBody = bodyOf(attack.draft.route) !== undefined
  return takesBody && often(random, 60) ? inBody(attack, random) : pick(random, others)(attack, random)
}
