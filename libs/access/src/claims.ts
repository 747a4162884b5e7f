import { GroupId, PersonId, ReferenceId, type Role } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { deniedToken, type Denial, type TokenReason } from './denials.ts'
import { ROLES, type Identity } from './identity.ts'
import type { TokenSettings } from './token-settings.ts'

/** What a verified token says, as it stands there. */
export type Claims = Readonly<Record<string, unknown>>

type Reading<A> = E.Either<Denial, A>

const texts = t.readonlyArray(t.string)
const groupIds = t.readonlyArray(GroupId)

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The claim of this name, or at this path; undefined: there is none. Null is of no shape that is wanted anywhere. */
const claimAt = (claims: Claims, path: string): unknown => {
  if (Object.hasOwn(claims, path)) return claims[path]
  let value: unknown = claims
  for (const name of path.split('.')) {
    if (!isRecord(value)) return null
    if (!Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

const no = (reason: TokenReason, message: string): Reading<never> => E.left(deniedToken({ reason, message }))

const wrongShape = (path: string, wanted: string): Reading<never> =>
  no('ClaimOfWrongShape', `The claim ${path} must be ${wanted}. Look at what the identity provider puts there.`)

const subjectOf = (claims: Claims): Reading<PersonId> => {
  const subject = claimAt(claims, 'sub')
  return PersonId.is(subject) ? E.right(subject) : wrongShape('sub', 'one trimmed line of 1 to 200 characters')
}

const namesIn = (claims: Claims, path: string): Reading<readonly string[]> => {
  const claim = claimAt(claims, path)
  if (claim === undefined) return no('NoRole', `The token has no claim ${path}, so that its owner has no role.`)
  if (typeof claim === 'string') return E.right(claim.split(' '))
  return texts.is(claim) ? E.right(claim) : wrongShape(path, 'a list of texts, or one text of words')
}

const ours: Readonly<Record<string, Role>> = Object.fromEntries(ROLES.map((role) => [role, role]))

const rolesIn = (claims: Claims, { claims: { roles: path }, roleNames = ours }: Reader): Reading<readonly Role[]> =>
  pipe(
    namesIn(claims, path),
    E.flatMap((names) => {
      const meant = new Set(names.flatMap((name) => (Object.hasOwn(roleNames, name) ? [roleNames[name]] : [])))
      const roles = ROLES.filter((role) => meant.has(role))
      if (roles.length > 0) return E.right(roles)
      return no('NoRole', `The claim ${path} names no role of this ledger: give its owner one, or map one of theirs.`)
    }),
  )

const groupsIn = (claims: Claims, path: string | undefined): Reading<readonly GroupId[]> => {
  const claim = path === undefined ? undefined : claimAt(claims, path)
  if (path === undefined || claim === undefined) return E.right([])
  return groupIds.is(claim)
    ? E.right([...new Set(claim)])
    : wrongShape(path, 'a list of groups, each one trimmed line of 1 to 200 characters')
}

const customerIn = (claims: Claims, path: string | undefined): Reading<ReferenceId | undefined> => {
  const claim = path === undefined ? undefined : claimAt(claims, path)
  if (path === undefined || claim === undefined) return E.right(undefined)
  return ReferenceId.is(claim) ? E.right(claim) : wrongShape(path, 'one trimmed line of 1 to 200 characters')
}

const tokenIdIn = ({ jti }: Claims): Pick<Identity, 'tokenId'> => (ReferenceId.is(jti) ? { tokenId: jti } : {})

/** Where an identity stands in the claims of a token. */
export type Reader = Pick<TokenSettings, 'claims' | 'roleNames'>

const bySubject =
  (subject: PersonId) =>
  ({ outside, inside }: Denial): Denial => ({ outside, inside: { ...inside, subject } })

/**
 * Who a verified token speaks of.
 * @errors  ClaimOfWrongShape: a claim is there, and not as it must be; NoRole: none of theirs is one of ours
 */
export const identityIn = (claims: Claims, reader: Reader): E.Either<Denial, Identity> =>
  pipe(
    subjectOf(claims),
    E.flatMap((subject) =>
      pipe(
        E.Do,
        E.bind('roles', () => rolesIn(claims, reader)),
        E.bind('groups', () => groupsIn(claims, reader.claims.groups)),
        E.bind('customer', () => customerIn(claims, reader.claims.customer)),
        E.map((said): Identity => ({ subject, ...said, ...tokenIdIn(claims) })),
        E.mapLeft(bySubject(subject)),
      ),
    ),
  )
