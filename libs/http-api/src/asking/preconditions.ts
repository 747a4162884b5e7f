import { Uuid } from '@deskledger/kernel'
import type { Facts } from '@deskledger/runtime'
import { malformed, Problem } from '../http/problem.ts'

type Header = (name: string) => string | undefined

/**
 * The identity of a command: asked twice with it, it has one effect and the same answer.
 * @source  draft-ietf-httpapi-idempotency-key-header, 2.1: a structured field string, in quotes; bare is taken too
 */
export const commandIdIn = (header: Header): Uuid | undefined => {
  const given = header('idempotency-key')
  if (given === undefined) return undefined
  const bare = given.replace(/^"(.*)"$/s, '$1').toLowerCase()
  if (Uuid.is(bare)) return bare
  throw malformed([
    {
      pointer: 'Idempotency-Key',
      message:
        'must be a UUID, such as "0b5d6f0e-3f0e-4a53-9d7e-0c9f3c1f7a11": a new one for each command, the same for a repeat of it',
    },
  ])
}

export const etagOf = (revision: number): string => `"${revision}"`

type Fits = (revision: number) => boolean

/** Which revisions a header fits: `*` any that is there, else those it lists; undefined: it was not sent. */
const fitsOf = (name: string, given: string | undefined): Fits | undefined => {
  if (given === undefined) return undefined
  if (given.trim() === '*') return (revision) => revision >= 0
  const revisions = given.split(',').map((tag) => {
    const digits = /^\s*"(\d{1,15})"\s*$/.exec(tag)?.[1]
    if (digits !== undefined) return Number(digits)
    throw malformed([{ pointer: name, message: 'must be *, or the ETag of an answer, such as "7"' }])
  })
  return (revision) => revisions.includes(revision)
}

/** Whether the stream is as the asker knows it. A repeat is answered as it was at first. */
export type Condition = (facts: Facts) => boolean

/** @source RFC 9110, 13.1.1 and 13.1.2; the ETag of a thing is its revision */
export const conditionIn = (header: Header): Condition => {
  const match = fitsOf('If-Match', header('if-match'))
  const none = fitsOf('If-None-Match', header('if-none-match'))
  return ({ revision, repeated }) => repeated || (match?.(revision) !== false && none?.(revision) !== true)
}

export const preconditionFailed = (): Problem =>
  new Problem(412, {
    kind: 'PreconditionFailed',
    detail:
      'It is not at the revision you named any more. Look at it again, then decide whether to ask with its new ETag.',
  })
