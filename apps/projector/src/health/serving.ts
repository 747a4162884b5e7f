import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as E from 'fp-ts/lib/Either.js'

/** What a path answers. */
interface Page {
  readonly code: number
  readonly body: object
}

export type Pages = Readonly<Record<string, () => Page>>

export interface Serving {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  readonly close: () => Promise<void>
}

const pageOf = (pages: Pages, { method = '', url = '/' }: IncomingMessage): Page => {
  const page = pages[url.split('?')[0] ?? '/']
  if (page === undefined) return { code: 404, body: { error: `There are: ${Object.keys(pages).join(', ')}.` } }
  return method === 'GET' || method === 'HEAD' ? page() : { code: 405, body: { error: 'Only GET is answered.' } }
}

const answer = (request: IncomingMessage, response: ServerResponse, { code, body }: Page): void => {
  const text = `${JSON.stringify(body)}\n`
  response.writeHead(code, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    connection: 'close', // whoever looks seldom would find an idle connection just being closed
    ...(code === 405 ? { allow: 'GET, HEAD' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

const hostOf = ({ address, family, port }: AddressInfo): string =>
  `${family === 'IPv6' ? `[${address}]` : address}:${port}`

const cannotListen = (host: string, port: number, error: NodeJS.ErrnoException): string => {
  const reason = error.code === 'EADDRINUSE' ? 'another program uses it' : error.message
  return `Health cannot be served at port ${port} of ${host}: ${reason}. Set healthPort to another port, 0 for any that is free, or none.`
}

/** Serves pages over HTTP. A failure is a sentence. */
export const serve = (
  pages: Pages,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<E.Either<string, Serving>> => {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    answer(request, response, pageOf(pages, request))
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
      server.closeAllConnections()
    })
  return new Promise((resolve) => {
    server.once('error', (error) => {
      resolve(E.left(cannotListen(host, port, error)))
    })
    server.listen(port, host, () => {
      resolve(E.right({ url: `http://${hostOf(server.address() as AddressInfo)}`, close }))
    })
  })
}
