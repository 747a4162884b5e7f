import type { Denial, Identity } from '@deskledger/access'
import type { Json } from '@deskledger/kernel'
import type { FastifyRequest } from 'fastify'
import * as E from 'fp-ts/lib/Either.js'
import { Denied } from '../asking/denied.ts'
import type { Reply } from './endpoint.ts'
import type { Problem } from './problem.ts'

/** What a request came to, in one word; of a command, what the command came to. */
type Outcome =
  'done' | 'repeated' | 'unchanged' | 'refused' | 'denied' | 'malformed' | 'overtaken' | 'limited' | 'failed'

/** What is known of a request: what its line in the log, its metrics and its span are made of. Never a token. */
export interface Noted {
  /** who asks, or why that is not known; undefined: nobody looked */
  identity?: E.Either<Denial, Identity>
  /** the operation's id */
  endpoint?: string
  /** types of the commands that were asked, in their order */
  commands: readonly string[]
  /** of each command, or of the request where it asks none */
  outcomes: readonly Outcome[]
  /** the rule that said no */
  refusal?: string
}

const notes = new WeakMap<FastifyRequest, Noted>()

/** The note of a request: one for as long as it lives. */
export const notedOf = (request: FastifyRequest): Noted => {
  const known = notes.get(request)
  if (known !== undefined) return known
  const fresh: Noted = { commands: [], outcomes: [] }
  notes.set(request, fresh)
  return fresh
}

interface Told {
  readonly repeated?: Json
  readonly events?: readonly Json[]
}

const outcomeOf = ({ repeated, events }: Told): Outcome => {
  if (repeated === true) return 'repeated'
  return events?.length === 0 ? 'unchanged' : 'done'
}

/** What was answered: to several commands one by one, as they stand in the answer. */
export const answered = (noted: Noted, { body }: Reply): void => {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Told & { readonly answers?: readonly Told[] }
  noted.outcomes = noted.commands.length === 0 ? ['done'] : (told.answers ?? [told]).map(outcomeOf)
}

const byStatus: Readonly<Record<number, Outcome>> = { 412: 'overtaken', 429: 'limited' }

const outcomeOfProblem = ({ status, more }: Problem): Outcome => {
  if (more['refusal'] !== undefined) return 'refused'
  return byStatus[status] ?? (status >= 500 ? 'failed' : 'malformed')
}

const refusalIn = ({ more }: Problem): string | undefined => {
  const refusal = more['refusal']
  if (typeof refusal !== 'object' || refusal === null || !('type' in refusal)) return undefined
  return typeof refusal.type === 'string' ? refusal.type : undefined
}

/** What went wrong: of several commands all, since none happened. */
export const wentWrong = (noted: Noted, trouble: unknown, problem: Problem): void => {
  const outcome = trouble instanceof Denied ? 'denied' : outcomeOfProblem(problem)
  const refusal = refusalIn(problem)
  noted.outcomes = noted.commands.length === 0 ? [outcome] : noted.commands.map(() => outcome)
  if (refusal !== undefined) noted.refusal = refusal
}

/** Who asks, as far as that is known and may be logged. */
export const subjectOf = ({ identity }: Noted): string | undefined =>
  identity === undefined || E.isLeft(identity) ? undefined : identity.right.subject
