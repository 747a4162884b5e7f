import { Controller, Delete, Get, Inject, Patch, Post, Put, Req, Res, type Type } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answer, type Answering } from './answering.ts'
import type { Endpoint } from './endpoint.ts'

export const ANSWERING = Symbol('Answering')

const verbs = { get: Get, post: Post, put: Put, patch: Patch, delete: Delete }
type Verb = keyof typeof verbs

const isVerb = (method: string): method is Verb => Object.hasOwn(verbs, method)

/** `/v1/incidents/{incidentId}` as Nest writes it. */
const routeOf = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

/** A controller of one endpoint: the table says what it does, and Nest where it is found. */
export const controllerOf = (endpoint: Endpoint): Type => {
  const { method, path, id } = endpoint.operation
  if (!isVerb(method)) throw new Error(`${id} is asked by ${method}, which no controller knows.`)

  const At = verbs[method]

  @Controller()
  class EndpointController {
    readonly #answering: Answering
    constructor(@Inject(ANSWERING) answering: Answering) {
      this.#answering = answering
    }

    @At(routeOf(path))
    answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      return answer(endpoint, { request, reply }, this.#answering)
    }
  }
  Object.defineProperty(EndpointController, 'name', { value: `${id}Controller` })
  return EndpointController
}
