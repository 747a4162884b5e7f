import { mistakesInTokenSettings, type TokenSettings } from '@deskledger/access'
import { storeRules, wordsForOrigin, type apiSettings, type Settings, type Values } from '@deskledger/settings'

export type Api = Settings<typeof apiSettings>
type ApiValues = Values<typeof apiSettings>

/** Which tokens are taken; undefined: no identity provider is named. */
export const tokenSettingsOf = (values: ApiValues): TokenSettings | undefined => {
  const { issuer, audience, jwksUrl, rolesClaim, groupsClaim, customerClaim, roleNames } = values
  if (issuer === undefined || audience === undefined) return undefined
  return {
    issuer,
    audience,
    claims: { roles: rolesClaim, groups: groupsClaim, customer: customerClaim },
    ...(jwksUrl === undefined ? {} : { jwksUrl }),
    ...(roleNames === undefined ? {} : { roleNames }),
  }
}

const NOBODY =
  'Nobody could be let in: no identity provider is named. Give --issuer and --audience; or, on a laptop, let this process make tokens of its own with --dev-tokens.'

const alone = (missing: string, there: string, origin: string): string =>
  `${missing} is missing, though ${origin} sets ${there}. Give both: tokens are taken from that issuer, and for that audience.`

const ofBoth = ({ issuer }: ApiValues, origins: Api['origins']): readonly string[] =>
  issuer === undefined
    ? []
    : [
        `${wordsForOrigin(origins.devTokens)} asks for development tokens, and ${wordsForOrigin(origins.issuer)} names an identity provider. Take one of them: tokens of both are never taken.`,
      ]

const ofProvider = (values: ApiValues, origins: Api['origins']): readonly string[] => {
  const { issuer, audience, jwksUrl } = values
  if (issuer === undefined && audience === undefined)
    return jwksUrl === undefined ? [NOBODY] : [alone('issuer', 'jwksUrl', wordsForOrigin(origins.jwksUrl))]
  if (issuer === undefined) return [alone('issuer', 'audience', wordsForOrigin(origins.audience))]
  if (audience === undefined) return [alone('audience', 'issuer', wordsForOrigin(origins.issuer))]
  const tokens = tokenSettingsOf(values)
  return tokens === undefined ? [] : mistakesInTokenSettings(tokens)
}

const ofPlace = ({ events, views }: ApiValues, origins: Api['origins']): readonly string[] => {
  if (origins.ledger.from === 'default' || (events === undefined && views === undefined)) return []
  const other = wordsForOrigin(events === undefined ? origins.views : origins.events)
  return [
    `${wordsForOrigin(origins.ledger)} names a folder, and ${other} another place. Use ledger alone, or events and views without it.`,
  ]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Where the ledger is said twice, or by half. */
export const placeRules = (values: ApiValues, origins: Api['origins']): readonly string[] =>
  [...storeRules(values, origins), ...ofPlace(values, origins)].map(capital)

/** What must hold between settings before the API is begun. */
export const apiRules = (values: ApiValues, origins: Api['origins']): readonly string[] => [
  ...placeRules(values, origins),
  ...(values.devTokens === 'yes' ? ofBoth : ofProvider)(values, origins).map(capital),
]
