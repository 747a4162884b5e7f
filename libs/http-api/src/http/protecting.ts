import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/** The headers that helmet gives an answer. With its defaults nothing in them depends on what was asked. */
const headersOfHelmet = (): Readonly<Record<string, string>> => {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  helmet()(request, response, () => undefined)
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]))
}

/** Headers that protect browsers, on every answer: made once, since to make them takes longer than to send them. */
export const protect = (fastify: FastifyInstance): void => {
  const headers = headersOfHelmet()
  fastify.addHook('onRequest', (_, reply, done) => {
    void reply.headers(headers)
    done()
  })
}
