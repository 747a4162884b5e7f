export { bearerIn } from './bearer.ts'
export {
  deniedPermission,
  deniedSight,
  deniedToken,
  type Denial,
  type HiddenReason,
  type Inside,
  type Outside,
  type PermissionReason,
  type TokenReason,
} from './denials.ts'
export { devIssuer, type DevIssuer, type DevIssuerOptions, type DevToken } from './dev-tokens.ts'
export type { Permissions } from './granting.ts'
export { holds, ROLES, type Identity } from './identity.ts'
export { permissionsPage } from './matrix-page.ts'
export { matrixOf, WHOSE, type MatrixCell, type PermittingPractice, type Whose } from './matrix.ts'
export { mayAsk, type AskFacts, type Asking } from './may-ask.ts'
export { maySee, sees, sightOf, type Sight } from './may-see.ts'
export { ownershipOf, type About, type Ownership } from './ownership.ts'
export { confidentialTickets, type Ownerships } from './seen/ownerships.ts'
export { conditionsFor, viewsSeenBy } from './seen/views-seen.ts'
export { signed, type Body, type Signing } from './signed.ts'
export { streamAbout, type StreamAbout } from './streams.ts'
export { ticketsNamed } from './tickets-named.ts'
export {
  ALGORITHMS,
  mistakesInTokenSettings,
  type Algorithm,
  type ClaimPaths,
  type KeyFetching,
  type TokenSettings,
} from './token-settings.ts'
export { MOST_TOKEN_BYTES, verifier, type Verify } from './tokens.ts'
export { detailsFor, seesEntry, seesEvent, type CallerDetails } from './told-to-callers.ts'
