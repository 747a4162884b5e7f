import { execFile } from 'node:child_process'

/** A server that runs in Docker. */
export interface Dockerised {
  readonly url: string
  readonly image: string
  readonly stop: () => Promise<void>
}

/** Images on Docker Hub: the last EventStoreDB, and the current KurrentDB, which speaks the same protocol. */
export const IMAGES = {
  eventstoredb: 'eventstore/eventstore:24.10.5',
  kurrentdb: 'kurrentplatform/kurrentdb:26.1.1',
} as const

const PORT = 2113
/** Milliseconds in which Docker has to answer. */
const PATIENCE = 5000

/** Why Docker cannot be used; undefined where it can. */
export const dockerTrouble = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: PATIENCE }, (error) => {
      resolve(error === null ? undefined : `docker info: ${error.message.split('\n')[0] ?? 'no answer'}`)
    })
  })

/** Both names of each setting: the servers were renamed, and their settings with them. */
const settings = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => [
      [`EVENTSTORE_${key}`, value],
      [`KURRENTDB_${key}`, value],
    ]),
  )

/** Starts an image as one node without TLS, its data in memory. */
export const startInDocker = async (image: string): Promise<Dockerised> => {
  const { GenericContainer, Wait } = await import('testcontainers')
  const container = await new GenericContainer(image)
    .withEnvironment(settings({ INSECURE: 'true', CLUSTER_SIZE: '1', MEM_DB: 'true', RUN_PROJECTIONS: 'System' }))
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
    .start()
  return {
    url: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`,
    image,
    stop: async () => {
      await container.stop()
    },
  }
}
