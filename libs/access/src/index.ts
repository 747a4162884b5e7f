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
export { holds, ROLES, type Identity } from './identity.ts'
export {
  ALGORITHMS,
  mistakesInTokenSettings,
  type Algorithm,
  type ClaimPaths,
  type KeyFetching,
  type TokenSettings,
} from './token-settings.ts'
export { MOST_TOKEN_BYTES, verifier, type Verify } from './tokens.ts'
