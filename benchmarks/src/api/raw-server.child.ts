import Fastify from 'fastify'
import { speaking } from '../child.ts'
import { rawServer } from './programs.ts'

const { say, letGo } = speaking(rawServer)

// What the API tells Fastify too: each of them has Node or Fastify do something for every request or connection.
const fastify = Fastify({
  bodyLimit: 1_048_576,
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  return503OnClosing: false,
  forceCloseConnections: true,
})
fastify.get('/v1/incidents/:incidentId', (_, reply) => reply.send())
fastify.post('/v1/commands', (_, reply) => reply.send())
say({ url: await fastify.listen({ port: 0, host: '127.0.0.1' }) })
await letGo()
await fastify.close()
