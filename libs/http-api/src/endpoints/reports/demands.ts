import { GroupId, ReferenceId, type Instant } from '@deskledger/kernel'
import { nouns } from '@deskledger/nouns'
import type { Parameter } from '@deskledger/openapi'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { count, instant, oneOf, text, type Param } from '../../http/params.ts'
import { malformed } from '../../http/problem.ts'

/** `from <= t < to`, in a zone. */
export const span = {
  from: instant('Only what belongs to this time or later.'),
  to: instant('Only what belongs to a time before this.'),
}

/** The same of tickets that are replayed. */
export const replaySpan = {
  from: instant('Tickets reported at this time or later.'),
  to: instant('Tickets reported before this.'),
}

/** The ticket that a path names. */
export const ticketParameter: Parameter = {
  name: 'ticket',
  in: 'path',
  description: 'The number of the ticket.',
  says: { schema: { type: 'string', minLength: 1, maxLength: 200 } },
  example: nouns.incident.example,
}

export const timeZone = text({
  description: 'Where days, weeks and months begin, by its name in the IANA database; left out: UTC.',
  example: 'Europe/Vienna',
})

export const paging = {
  limit: count('Rows at most; left out: 100.', { from: 1, to: 500 }),
  after: text({ description: '`next` of the page before, asked with the same demands.', example: 'WyIyMDI1Il0' }),
}

export const target = oneOf('Of one promise alone.', ['resolve', 'respond', 'fulfil', 'available'])

/** A value of what a figure is cut by; `null`: tickets that have none. */
export const value = text({
  description: 'One value of `by`; `null`: of those that have none.',
  example: '2',
})

const nameOr = <A extends string>(description: string, codec: t.Type<A, unknown>): Param<A | null> => ({
  description: `${description}; \`null\`: of none.`,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  example: 'Messaging',
  read: (given) => {
    if (given === 'null') return E.right(null)
    return codec.is(given) ? E.right(given) : E.left('must be a name: one trimmed line of 1 to 200 characters')
  },
})

export const team = nameOr('Of one team', GroupId)
export const service = nameOr('Of one service', ReferenceId)

interface Span {
  readonly from?: Instant
  readonly to?: Instant
}

/** Between the ends there must be something. */
export const checkSpan = ({ from, to }: Span): void => {
  if (from !== undefined && to !== undefined && to <= from)
    throw malformed([{ pointer: '?to', message: 'must be after from: nothing lies between them' }])
}

interface Narrowed {
  readonly by?: string
  readonly value?: string
}

/** What a text stands for as a value of a cut: `null` for none; priorities are numbers. */
export const valueIn = ({ by, value: given }: Narrowed): { readonly value?: string } => {
  if (given === undefined) return {}
  if (by === 'priority' && given !== 'null' && !/^\d$/.test(given))
    throw malformed([{ pointer: '?value', message: 'must be a priority, such as 2, or null' }])
  return { value: by !== undefined && given === 'null' ? '' : given }
}
