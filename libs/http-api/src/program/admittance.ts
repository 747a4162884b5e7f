import * as E from 'fp-ts/lib/Either.js'
import { devIssuer, verifier, type DevIssuer, type Verify } from '@deskledger/access'
import type { apiSettings, Values } from '@deskledger/settings'
import { tokenSettingsOf } from './rules.ts'

/** Who is let in, and the issuer of tokens for a laptop where there is one. */
export interface Admittance {
  readonly verify: Verify
  readonly dev: DevIssuer | undefined
}

/** Takes tokens as settings say. A failure is a sentence. */
export const admittanceOf = async (
  values: Values<typeof apiSettings>,
  nodeEnv: string | undefined,
): Promise<E.Either<string, Admittance>> => {
  if (values.devTokens === 'yes')
    return E.map((dev: DevIssuer): Admittance => ({ verify: dev.verify, dev }))(await devIssuer({ nodeEnv }))
  const tokens = tokenSettingsOf(values)
  if (tokens === undefined) return E.left('No identity provider is named: give --issuer and --audience.')
  return E.right({ verify: verifier(tokens), dev: undefined })
}
