import { STATUS_CODES } from 'node:http'
import { refusalStatus } from '../http/failures.ts'
import { problemType } from '../http/problem.ts'

/** Problems that no rule of a practice gives. */
const ofTheEdge: readonly (readonly [kind: string, status: number, words: string])[] = [
  ['BadRequest', 400, 'What was sent cannot be read; `mistakes` lists all, each with its place.'],
  ['BadQuery', 400, 'The read model has no such field, or the cursor is of another question.'],
  ['Unauthenticated', 401, 'No access token that is valid here. The log knows why.'],
  ['NotPermitted', 403, 'The roles do not permit it, whatever it is asked of.'],
  ['NotFound', 404, 'There is nothing of this name that the asker may see: not there, somebody else’s, confidential.'],
  ['NoSuchReadModel', 404, 'There is no such read model.'],
  ['NoClock', 404, 'Nothing counts for the ticket; `detail` says why, and `match` which agreements were looked at.'],
  ['ClockNotBegun', 404, 'At that time, or in that cycle, the clock had not begun.'],
  ['MethodNotAllowed', 405, 'The path is asked in another way; `Allow` says which.'],
  ['PreconditionFailed', 412, 'It is not at the revision that `If-Match` or `If-None-Match` names.'],
  ['BodyTooLarge', 413, 'More than 1 MiB was sent.'],
  ['UnsupportedMediaType', 415, 'Only `application/json` is read.'],
  ['SeveralStreams', 422, 'Commands of several streams were sent at once.'],
  ['TooManyTickets', 422, 'A replay would go over more tickets than it may. Ask for a shorter time.'],
  ['TooManyRequests', 429, 'Wait for `Retry-After` seconds.'],
  ['InternalError', 500, 'A defect; the log knows it by `instance`.'],
  ['StoreUnavailable', 503, 'A store does not answer. Ask again with the same Idempotency-Key.'],
  ['ReplayStopped', 503, 'A replay took too long. Ask for a shorter time.'],
  ['StillBehind', 503, 'Read models have not passed `Deskledger-After` yet.'],
]

const nameOf = (kind: string): string => problemType(kind).replace('https://deskledger.dev/problems/', '')
const statusWords = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim()

/** The catalogue of errors: every problem, its type and its status. */
export const problemsPage = (): string =>
  [
    '# Problems',
    '',
    'Every error of the API is a problem of RFC 9457, `application/problem+json`. Its `type` is `https://deskledger.dev/problems/` and',
    'a name of these tables, the same for ever; `detail` is a sentence for people; `instance` names the occurrence in the log.',
    '',
    '## Of the API',
    '',
    '| name | status | what it means |',
    '| --- | --- | --- |',
    ...ofTheEdge.map(([kind, status, words]) => `| \`${nameOf(kind)}\` | ${statusWords(status)} | ${words} |`),
    '',
    '## Of the rules',
    '',
    'A rule said no. `refusal` holds its facts; their shapes, and the sentences, are in [the refusals](refusals.md).',
    '',
    '| name | refusal | status |',
    '| --- | --- | --- |',
    ...Object.entries(refusalStatus).map(
      ([kind, status]) => `| \`${nameOf(kind)}\` | \`${kind}\` | ${statusWords(status)} |`,
    ),
    '',
  ].join('\n')
