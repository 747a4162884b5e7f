import type { MongoClient, TopologyDescription } from 'mongodb'
import { isWritable } from './connecting.ts'

/** What is known of the servers, and what a person is told of them. */
export interface Watch {
  /** as the driver knows them; undefined before their first answer */
  readonly topology: () => TopologyDescription | undefined
  /** Takes note of whether the servers answered something asked of them. */
  readonly heard: (answered: boolean) => void
  /** listens to what a client finds out about them */
  readonly attend: (client: MongoClient) => void
}

/** Tells once that the servers do not answer any more, and once that they do again. */
export const watch = (where: string, tell: (sentence: string) => void): Watch => {
  let topology: TopologyDescription | undefined
  let reached = false
  let lost = false
  const heard = (answered: boolean): void => {
    if (answered && lost) tell(`The connection to the read store in ${where} is back.`)
    if (!answered && reached && !lost)
      tell(
        `The connection to the read store in ${where} was lost. What is asked meanwhile is answered once it is back, or refused when that takes too long.`,
      )
    lost = !answered && reached
    reached ||= answered
  }
  const attend = (client: MongoClient): void => {
    client.on('topologyDescriptionChanged', ({ newDescription }) => {
      topology = newDescription
      heard(isWritable(newDescription))
    })
  }
  return { topology: () => topology, heard, attend }
}
