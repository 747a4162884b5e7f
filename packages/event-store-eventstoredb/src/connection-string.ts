import { existsSync } from 'node:fs'
import * as E from 'fp-ts/lib/Either.js'
import { readOptions, type Options } from './connection-options.ts'

interface EndPoint {
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

const percentDecoded = (user: string, password: string): E.Either<string, Credentials> => {
  const [username, secret] = [decoded(user), decoded(password)]
  return username === undefined || secret === undefined
    ? E.left('user or password hold a % that is no percent-encoding: write it as %25')
    : E.right({ username, password: secret })
}

/** The mistake is told without what was written: it may be a password. */
const credentialsIn = (text: string): E.Either<string, Credentials> => {
  const [user = '', password = '', ...more] = text.split(':')
  if (more.length > 0 || /[/?#]/.test(text))
    return E.left('user and password hold one of : @ / ? #: percent-encode it (%3A, %40, %2F, %3F, %23)')
  return user === '' || password === ''
    ? E.left('before the @ stand a user, a colon and a password')
    : percentDecoded(user, password)
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535

const hostIn = (given: string): E.Either<string, EndPoint> => {
  const text = given.trim()
  if (text === '') return E.left('it names no host')
  const [, address, port = String(DEFAULT_PORT)] = /^([A-Za-z0-9._-]+)(?::(.*))?$/.exec(text) ?? []
  if (address === undefined) return E.left(`"${text}" is no host and port`)
  return isPort(port)
    ? E.right({ address, port: Number(port) })
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

const SCHEMES = ['esdb', 'esdb+discover']
const shape = /^([^:/]*):\/\/(?:(.*)@)?([^?@]*)(?:\?([^@]*))?$/s

const partsOf = (text: string): E.Either<string, Parts> => {
  const [, scheme = '', credentials, hosts = '', options = ''] = shape.exec(text) ?? []
  if (!SCHEMES.includes(scheme)) return E.left('it begins neither with esdb:// nor with esdb+discover://')
  if (credentials?.includes('@') === true)
    return E.left('it has more than one @: write those of user, password and options as %40')
  return E.right({ discover: scheme !== 'esdb', credentials, hosts: hosts.replace(/\/+$/, ''), options })
}

const lefts = (all: readonly E.Either<string, unknown>[]): readonly string[] =>
  all.filter(E.isLeft).map(({ left }) => left)

/**
 * Reads a connection string; tells all its mistakes at once, and never the password.
 * @source EventStoreDB documentation, "Connection string": esdb and esdb+discover, hosts, options
 */
export const readConnectionString = (given: string): E.Either<string, Connection> => {
  const parts = partsOf(given.trim())
  if (E.isLeft(parts)) return refused([parts.left])
  const { credentials, hosts, discover } = parts.right
  const known = credentials === undefined ? E.right(undefined) : credentialsIn(credentials)
  // Where the credentials are not written as they should be, whatever follows may be a part of them.
  if (E.isLeft(known)) return refused([known.left])
  const endPoints = hosts.split(',').map(hostIn)
  const { options, mistakes } = readOptions(parts.right.options)
  const all = [...lefts(endPoints), ...mistakes, ...missingFiles(options)]
  if (all.length > 0) return refused(all)
  const right = endPoints.filter(E.isRight).map((endPoint) => endPoint.right)
  const where = right.map(({ address, port }) => `${address}:${port}`).join(', ')
  return E.right({ key: given.trim(), where, hosts: right, discover, credentials: known.right, options })
}
