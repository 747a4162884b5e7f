import type { MongoClient } from 'mongodb'
import { isMistrust } from './troubles.ts'

/**
 * Rejects as soon as every server has shown a certificate that is not trusted: no waiting mends that, while the driver would
 * try again for as long as it may.
 */
export const mistrustOf = (client: MongoClient): Promise<never> =>
  new Promise((_, reject) => {
    client.on('topologyDescriptionChanged', ({ newDescription }) => {
      const errors = Array.from(newDescription.servers.values(), ({ error }) => error)
      const [first] = errors
      if (first instanceof Error && errors.every(isMistrust)) reject(first)
    })
  })
