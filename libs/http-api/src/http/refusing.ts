import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './answering.ts'

/** What Fastify cannot route, such as an escape that is none, is told as a problem too. */
export const unroutable = (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
  void sendProblem({ request, reply }, Object.assign(new Error(error.message), { statusCode: 400 }))
}

const statusOf = (code: string | undefined): number => {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}

/** What is no HTTP, or too slow, is told its status, and the connection ends: no request was there to answer. */
export const notHttp = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = statusOf(error.code)
  const words = STATUS_CODES[status] ?? ''
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  socket.destroySoon()
}
