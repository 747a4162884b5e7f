import { matching, namesFor, oneOf, wholeNumber } from '../kinds.ts'
import { maskedPlace } from '../masking.ts'
import { needed, or, secret } from '../setting.ts'
import { logLevel } from './logging.ts'
import { storeSettings } from './stores.ts'
import { tracingSettings } from './tracing.ts'
import { workerSettings } from './working.ts'

const nobody = () => undefined
const yesNo = oneOf(['yes', 'no'])
const YES_NO = 'yes or no'

/** Roles as permissions name them. */
const roles = ['requester', 'agent', 'manager', 'importer', 'system'] as const

const address = (text: string, example: string) => {
  const one = needed(matching(/^https?:\/\/[^\s/]+(\/\S*)?$/, 'is no address of a server'), {
    text,
    allowed: 'an address that begins with https://, or with http:// on this machine',
    example,
  })
  return or(secret(one, maskedPlace), nobody)
}

const claim = (text: string, example: string) =>
  needed(matching(/^[^\s.]+(\.[^\s.]+)*$|^https?:\/\/\S+$/, 'is no name of a claim'), {
    text,
    allowed: 'the name of a claim, or names joined by dots where it stands inside another',
    example,
  })

/** Who is let in: what access tokens must be, and how they are read. */
const tokenSettings = {
  issuer: address(
    'the identity provider that access tokens come from, as their `iss` names it',
    'https://login.example/realms/desk',
  ),
  audience: or(
    needed(matching(/^\S{1,200}$/, 'is no name of an audience'), {
      text: 'the name of this API at the identity provider, as the `aud` of access tokens gives it',
      allowed: 'up to 200 characters without spaces',
      example: 'deskledger',
    }),
    nobody,
  ),
  jwksUrl: address(
    'where the keys of the identity provider are, when its discovery document does not say',
    'https://login.example/realms/desk/protocol/openid-connect/certs',
  ),
  rolesClaim: or(claim('the claim that holds roles', 'realm_access.roles'), () => 'roles'),
  groupsClaim: or(
    claim('the claim that holds groups, whose confidential tickets somebody sees', 'groups'),
    () => 'groups',
  ),
  customerClaim: or(claim('the claim that holds the customer somebody belongs to', 'customer'), () => 'customer'),
  roleNames: or(
    needed(namesFor(roles), {
      text: 'names of roles at the identity provider, and which of ours they mean; left out: ours stand for themselves',
      allowed: `pairs such as theirs=ours between commas; ours are ${roles.join(', ')}`,
      example: 'ServiceDesk.Agent=agent,ServiceDesk.Lead=manager',
    }),
    nobody,
  ),
  devTokens: or(
    needed(yesNo, {
      text: 'whether this process makes tokens of its own, one for each role, and prints them: for a laptop, never where NODE_ENV is production',
      allowed: YES_NO,
      example: 'yes',
    }),
    () => 'no' as const,
  ),
}

/** Settings of the HTTP API. */
export const apiSettings = {
  ledger: or(
    needed(matching(/^(?![a-z][a-z0-9+.-]*:\/\/)[^\0]+$/i, 'is no path of a folder'), {
      text: 'folder of the ledger, where events and views name no other stores',
      allowed: 'the path of a folder; it is made where it is missing',
      example: './deskledger-data',
    }),
    () => './deskledger-data',
  ),
  ...storeSettings,
  host: or(
    needed(matching(/^[\w.:-]+$/, 'is no name or address of this machine'), {
      text: 'address that the API is served at; 0.0.0.0 is every address of this machine',
      allowed: 'a host name or an IP address',
      example: '127.0.0.1',
    }),
    () => '127.0.0.1',
  ),
  port: or(
    needed(wholeNumber(0, 65_535), {
      text: 'port that the API is served at; 0 is any that is free',
      allowed: 'a whole number from 0 to 65535',
      example: '8000',
    }),
    () => 8000,
  ),
  ...tokenSettings,
  requestsPerMinute: or(
    needed(wholeNumber(1, 10_000_000), {
      text: 'requests of one subject in a minute, and of one address without a valid token',
      allowed: 'a whole number from 1 to 10000000',
      example: '1200',
    }),
    () => 1200,
  ),
  projects: or(
    needed(yesNo, {
      text: 'whether the API keeps read models up to date and runs flows and timers itself, so that no projector is needed',
      allowed: YES_NO,
      example: 'no',
    }),
    nobody,
    'yes on files, no on servers',
  ),
  ...workerSettings,
  logLevel,
  ...tracingSettings,
}
