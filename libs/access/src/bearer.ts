import * as E from 'fp-ts/lib/Either.js'
import { deniedToken, type Denial } from './denials.ts'

/**
 * The token in an `Authorization` header.
 * @errors  NoToken: no header, or another scheme
 * @source  RFC 6750, 2.1
 */
export const bearerIn = (header: string | undefined): E.Either<Denial, string> => {
  const token = header === undefined ? undefined : /^bearer +(\S+) *$/i.exec(header)?.[1]
  return token === undefined
    ? E.left(
        deniedToken({
          reason: 'NoToken',
          message: header === undefined ? 'No token was sent.' : 'The Authorization header holds no bearer token.',
        }),
      )
    : E.right(token)
}
