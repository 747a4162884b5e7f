import type { Answer } from '@deskledger/runtime'
import type { Reply } from '../http/endpoint.ts'
import { etagOf } from './preconditions.ts'

/** What a command came to, as it is sent. */
const bodyOf = ({ stream, revision, position, repeated, events }: Answer) => ({
  stream,
  revision,
  position: position ?? null,
  repeated,
  events,
})

const headersOf = ({ revision, position }: Answer): Readonly<Record<string, string>> => ({
  ...(revision < 0 ? {} : { etag: etagOf(revision) }),
  ...(position === undefined ? {} : { 'deskledger-position': position }),
})

/** 201: something began with it; it is at `location`. */
export const replyOf = (answer: Answer, location: string | undefined): Reply => {
  const began = location !== undefined && answer.events.some(({ revision }) => revision === 0)
  return {
    status: began ? 201 : 200,
    headers: { ...headersOf(answer), ...(began ? { location } : {}) },
    body: bodyOf(answer),
  }
}

/** Of several commands, in their order; headers are those of the last. */
export const replyOfAll = (answers: readonly Answer[]): Reply => {
  const last = answers.at(-1)
  const position = answers.findLast((one) => one.position !== undefined)?.position
  return {
    status: 200,
    headers: last === undefined ? {} : headersOf({ ...last, position }),
    body: { answers: answers.map(bodyOf) },
  }
}
