import type { MongoClient, TopologyDescription } from 'mongodb'
import { isWritable } from './connecting.ts'

/** What the driver knows of the servers, and that a person is told of when it changes. */
export interface Watch {
  /** as it is now; undefined before the first answer */
  readonly topology: () => TopologyDescription | undefined
}

/** Tells once that no server takes writes any more, and once that one does again. */
export const watch = (client: MongoClient, where: string, tell: (sentence: string) => void): Watch => {
  let topology: TopologyDescription | undefined
  let reached = false
  let lost = false
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    topology = newDescription
    const now = isWritable(newDescription)
    if (reached && !now && !lost) {
      lost = true
      tell(
        `The connection to the read store in ${where} was lost. What is asked meanwhile is answered once it is back, or refused when that takes too long.`,
      )
    } else if (now && lost) {
      lost = false
      tell(`The connection to the read store in ${where} is back.`)
    }
    reached ||= now
  })
  return { topology: () => topology }
}
