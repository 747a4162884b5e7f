import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'

const notRead = (): Error => Object.assign(new Error('what was sent is no JSON in UTF-8'), { statusCode: 400 })

const textOf = (body: Buffer): string | undefined => (isUtf8(body) ? body.toString('utf8') : undefined)

/**
 * Reads bodies: JSON in UTF-8, and nothing else. Bytes that are no UTF-8 are refused, not replaced, since what is stored
 * could not be what was meant; so are members that would reach into every object.
 */
export const readJson = (fastify: FastifyInstance): void => {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = textOf(body)
    if (text === undefined) {
      done(notRead(), undefined)
      return
    }
    if (text === '') done(null, undefined)
    else void parse(request, text, done)
  })
}
