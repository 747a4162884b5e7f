import { existsSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { readOptions, type Options } from './connection-options.ts'

export interface EndPoint {
  readonly address: string
  readonly port: number
}

/** What a connection string says. */
export interface Connection {
  /** the same for the same settings: what a client may be shared by */
  readonly key: string
  /** where to, without credentials: for sentences */
  readonly where: string
  readonly hosts: readonly EndPoint[]
  /** hosts tell where the nodes are */
  readonly discover: boolean
  readonly credentials: { readonly username: string; readonly password: string } | undefined
  readonly options: Options
}

const DEFAULT_PORT = 2113
const LIKE = 'It looks like esdb://user:password@host:2113 or esdb+discover://host:2113?tls=true.'

const refused = (mistakes: readonly string[]): E.Either<string, never> =>
  E.left(`The connection string is wrong: ${mistakes.join('; ')}. ${LIKE}`)

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

type Credentials = Connection['credentials']

/** The mistake is told without what was written: it may be a password. */
const credentialsIn = (text: string | undefined): E.Either<string, Credentials> => {
  if (text === undefined) return E.right(undefined)
  const [user = '', password = '', ...more] = text.split(':')
  if (more.length > 0 || /[/?#]/.test(text))
    return E.left('user and password hold one of : @ / ? #: percent-encode it (%3A, %40, %2F, %3F, %23)')
  if (user === '' || password === '') return E.left('before the @ stand a user, a colon and a password')
  const [username, secret] = [decoded(user), decoded(password)]
  return username === undefined || secret === undefined
    ? E.left('user or password hold a % that is no percent-encoding: write it as %25')
    : E.right({ username, password: secret })
}

const hostIn = (text: string): E.Either<string, EndPoint> => {
  const [, address, port] = /^([A-Za-z0-9._-]+)(?::(.*))?$/.exec(text.trim()) ?? []
  if (address === undefined) return E.left(text === '' ? 'it names no host' : `"${text}" is no host and port`)
  const number = port === undefined ? DEFAULT_PORT : Number(port)
  return /^\d+$/.test(port ?? '1') && number >= 1 && number <= 65_535
    ? E.right({ address, port: number })
    : E.left(`the port of host ${address} is no number from 1 to 65535`)
}

const missingFiles = ({ tlsCAFile, userCertFile, userKeyFile }: Options): readonly string[] => [
  ...[tlsCAFile, userCertFile, userKeyFile]
    .filter((file) => file !== undefined)
    .filter((file) => !existsSync(file))
    .map((file) => `the file ${file} is not there`),
  ...((userCertFile === undefined) === (userKeyFile === undefined)
    ? []
    : ['userCertFile and userKeyFile belong together']),
]

interface Parts {
  readonly discover: boolean
  readonly credentials: string | undefined
  readonly hosts: string
  readonly options: string
}

const partsOf = (text: string): Parts | string => {
  const [, scheme, rest = ''] = /^([^:/]*):\/\/(.*)$/s.exec(text) ?? []
  if (scheme !== 'esdb' && scheme !== 'esdb+discover') return 'it begins neither with esdb:// nor with esdb+discover://'
  const at = rest.lastIndexOf('@')
  const credentials = at === -1 ? undefined : rest.slice(0, at)
  if (credentials?.includes('@') === true)
    return 'it has more than one @: write those of user, password and options as %40'
  const [, hosts = '', options = ''] = /^([^?]*)\??(.*)$/s.exec(rest.slice(at + 1)) ?? []
  return { discover: scheme === 'esdb+discover', credentials, hosts: hosts.replace(/\/+$/, ''), options }
}

const lefts = (all: readonly E.Either<string, unknown>[]): readonly string[] =>
  all.filter(E.isLeft).map(({ left }) => left)

/**
 * Reads a connection string; tells all its mistakes at once, and never the password.
 * @source EventStoreDB documentation, "Connection string": esdb and esdb+discover, hosts, options
 */
export const readConnectionString = (given: string): E.Either<string, Connection> => {
  const parts = partsOf(given.trim())
  if (typeof parts === 'string') return refused([parts])
  const credentials = credentialsIn(parts.credentials)
  if (E.isLeft(credentials)) return refused([credentials.left])
  const endPoints = parts.hosts.split(',').map(hostIn)
  const { options, mistakes } = readOptions(parts.options)
  const all = [...lefts(endPoints), ...mistakes, ...missingFiles(options)]
  if (all.length > 0) return refused(all)
  const hosts = endPoints.filter(E.isRight).map(({ right }) => right)
  return E.right({
    key: given.trim(),
    where: hosts.map(({ address, port }) => `${address}:${port}`).join(', '),
    hosts,
    discover: parts.discover,
    credentials: credentials.right,
    options,
  })
}
