import * as E from 'fp-ts/lib/Either.js'
import { readConnectionString, type Connection } from './connection-string.ts'

const read = (text: string): Connection => {
  const result = readConnectionString(text)
  if (E.isLeft(result)) throw new Error(result.left)
  return result.right
}
const mistake = (text: string): string => {
  const result = readConnectionString(text)
  if (E.isRight(result)) throw new Error(`taken: ${text}`)
  return result.left
}

describe('a connection string', () => {
  it('names one host, the port by default', () => {
    expect(read('esdb://ledger.example?tls=false')).toMatchObject({
      hosts: [{ address: 'ledger.example', port: 2113 }],
      discover: false,
      credentials: undefined,
      options: { tls: false },
    })
  })
  it('names several hosts, credentials and options, in whatever case', () => {
    expect(
      read('esdb://al%40ice:p%3Ass%25@a:1,b:2/?KeepAlive_Interval=-1&nodePreference=readOnlyReplica'),
    ).toMatchObject({
      hosts: [
        { address: 'a', port: 1 },
        { address: 'b', port: 2 },
      ],
      credentials: { username: 'al@ice', password: 'p:ss%' },
      options: { keepAliveInterval: -1, nodePreference: 'read_only_replica' },
      where: 'a:1, b:2',
    })
  })
  it('may ask hosts where the nodes are', () => {
    expect(read('esdb+discover://cluster.example').discover).toBe(true)
  })
  it.each([
    ['', /neither with esdb/],
    ['http://host:2113', /neither with esdb/],
    ['esdb:host', /neither with esdb/],
    ['esdb://', /no host/],
    ['esdb://host:0', /port of host host/],
    ['esdb://host:x1', /port of host host/],
    ['esdb://host:65536', /port of host host/],
    ['esdb://a,,b', /no host/],
    ['esdb://host?tls=maybe', /option tls wants true or false/],
    ['esdb://host?tsl=false', /no option tsl/],
    ['esdb://host?tls', /name=value/],
    ['esdb://host?gossipTimeout=soon', /gossipTimeout wants a whole number/],
    ['esdb://host?tlsCAFile=/nowhere/ca.pem', /\/nowhere\/ca\.pem is not there/],
    ['esdb://host?userCertFile=/nowhere/x.pem', /belong together/],
    ['esdb://host?tlsVerifyCert=false', /tlsCAFile/],
    ['esdb://host?throwOnAppendFailure=false', /leave it out/],
    ['esdb://user@host', /a user, a colon and a password/],
    ['esdb://user:100%@host', /%25/],
  ])('%p is refused with what is wrong in it', (text, what) => {
    expect(mistake(text)).toMatch(what)
  })
  it('tells all its mistakes at once', () => {
    const said = mistake('esdb://host:99999?tls=1&nonsense=2')
    for (const part of [/port/, /option tls/, /nonsense/]) expect(said).toMatch(part)
  })
  it.each([
    'esdb://admin:s3cret@x@host',
    'esdb://admin:s3cret:x@host',
    'esdb://admin:s3cret?x@host',
    'esdb://admin:s3cret%@host',
    'esdb://:s3cret@host',
    'esdb://admin:s3cret@host:x?tls=1',
    'http://admin:s3cret@host',
  ])('never shows the password of %p', (text) => {
    expect(mistake(text)).not.toContain('s3cret')
  })
})
