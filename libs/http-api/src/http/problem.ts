import { STATUS_CODES } from 'node:http'
import type { Mistake } from '@deskledger/kernel'

/** Why a request came to nothing, as it is sent. @source RFC 9457 */
export interface HttpProblem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance?: string
  readonly mistakes?: readonly Mistake[]
}

/** Thrown inside the API alone, to leave what is under way; the edge sends it. */
export class Problem extends Error {
  readonly status: number
  readonly kind: string
  readonly more: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>
  constructor(
    status: number,
    {
      kind,
      detail,
      more = {},
      headers = {},
    }: {
      readonly kind: string
      readonly detail: string
      readonly more?: Readonly<Record<string, unknown>>
      readonly headers?: Readonly<Record<string, string>>
    },
  ) {
    super(detail)
    this.status = status
    this.kind = kind
    this.more = more
    this.headers = headers
  }
}

const words = (kind: string): string => kind.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

/** Where a kind of problem is explained; the same for ever. */
export const problemType = (kind: string): string =>
  `https://deskledger.dev/problems/${words(kind).replaceAll(' ', '-')}`

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The body of a problem. */
export const bodyOf = (problem: Problem, instance: string): HttpProblem => ({
  ...problem.more,
  type: problemType(problem.kind),
  title: sentence(words(problem.kind)) || (STATUS_CODES[problem.status] ?? 'Problem'),
  status: problem.status,
  detail: problem.message,
  instance,
})

/** Everything that is wrong with what was sent. */
export const malformed = (mistakes: readonly Mistake[]): Problem =>
  new Problem(400, {
    kind: 'BadRequest',
    detail: mistakes.map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`)).join('\n'),
    more: { mistakes },
  })
