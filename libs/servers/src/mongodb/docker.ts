import { run } from './programs.ts'
import { Lacking, type Start } from './test-mongo-db.ts'

const IMAGE = 'mongo:8.0.13'

/** MongoDB in Docker, as a replica set of one. */
export const startInDocker: Start = async () => {
  const info = await run('docker', ['info', '--format', '{{.ServerVersion}}'])
  if ('trouble' in info) throw new Lacking(`Docker does not answer (${info.trouble})`)
  const { MongoDBContainer } = await import('@testcontainers/mongodb')
  const container = await new MongoDBContainer(IMAGE).start()
  return {
    url: `${container.getConnectionString()}/?directConnection=true`,
    stop: async () => {
      await container.stop()
    },
  }
}
