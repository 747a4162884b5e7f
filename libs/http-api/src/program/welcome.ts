import type { DevIssuer } from '@deskledger/access'

const bearer = (token: string): string => `-H 'Authorization: Bearer ${token}'`

/** What a person reads who starts the API on a laptop: where it is, who they may be, and three lines to try. */
export const welcome = (url: string, { tokens, words }: DevIssuer): string => {
  const token = tokens.find(({ role }) => role === 'agent')?.token ?? ''
  return [
    words,
    `The API is at ${url}, its document at ${url}/docs. Try, as an agent:`,
    '',
    `curl -s ${url}/health/ready`,
    `curl -s ${url}/v1/incidents ${bearer(token)} -H 'Content-Type: application/json' -d '{"summary":"Mail is down","impact":1,"urgency":2}'`,
    `curl -s ${url}/v1/incidents ${bearer(token)}`,
    '',
  ].join('\n')
}
