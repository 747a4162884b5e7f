import type { InForce } from '@deskledger/practices/agreement'
import type { Views } from '@deskledger/read-store'
import { take } from '../take.ts'

/** Every version of an agreement that is, was or will be in force. */
export const inForceIn = async (views: Views): Promise<readonly InForce[]> => {
  const all: InForce[] = []
  take(
    await views.each('agreements-in-force', {}, (found) => {
      all.push(...found.map(({ document }) => document as InForce))
    })(),
  )
  return all
}
