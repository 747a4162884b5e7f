import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './answering.ts'
import type { Endpoint } from './endpoint.ts'
import { Problem } from './problem.ts'

interface Route {
  readonly form: RegExp
  readonly method: string
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const routeOf = ({ operation: { path, method } }: Endpoint): Route => ({
  form: new RegExp(
    `^${path
      .split(/\{\w+\}/)
      .map(literal)
      .join('[^/]+')}/?$`,
  ),
  method: method.toUpperCase(),
})

export const ENDPOINTS = Symbol('Endpoints')

/** Sends whatever goes wrong before or in an endpoint as a problem; what is asked in a wrong way is told the right one. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #routes: readonly Route[]
  constructor(@Inject(ENDPOINTS) endpoints: readonly Endpoint[]) {
    this.#routes = endpoints.map(routeOf)
  }

  async catch(trouble: unknown, host: ArgumentsHost): Promise<void> {
    const [request, reply] = [
      host.switchToHttp().getRequest<FastifyRequest>(),
      host.switchToHttp().getResponse<FastifyReply>(),
    ]
    if (reply.sent) return
    await sendProblem({ request, reply }, this.#notAllowed(request, trouble) ?? trouble)
  }

  #notAllowed({ url }: FastifyRequest, trouble: unknown): Problem | undefined {
    if (!(trouble instanceof Error) || !('status' in trouble) || trouble.status !== 404) return undefined
    const path = url.split('?', 1)[0] ?? ''
    const methods = [...new Set(this.#routes.filter(({ form }) => form.test(path)).map(({ method }) => method))]
    if (methods.length === 0) return undefined
    return new Problem(405, {
      kind: 'MethodNotAllowed',
      detail: `Here only ${methods.join(' and ')} can be asked.`,
      headers: { allow: methods.join(', ') },
    })
  }
}
