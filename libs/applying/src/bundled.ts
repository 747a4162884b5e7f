import { fileURLToPath } from 'node:url'
import type { Instant, PersonId } from '@deskledger/kernel'
import type { Asking } from './planning/asking.ts'

const inPackage = (name: string): string =>
  fileURLToPath(new URL(`../bundled/incident-log-2016/${name}`, import.meta.url))

/** Who asks for the bundled agreement, and nothing else: so a ledger that begins with it is known as a sample. */
const SAMPLE = 'deskledger-sample' as PersonId

/**
 * A realistic agreement, with its calendars, for the bundled log of 2016: ours, not that of its authors' organisation. It is
 * in force before the first ticket of the log.
 */
export const bundledAgreement: {
  readonly agreementId: string
  /** in the order in which they are read */
  readonly files: readonly string[]
  readonly asking: Asking
} = {
  agreementId: 'incident-log-2016',
  files: ['calendars.yaml', 'agreement.yaml'].map(inPackage),
  asking: { by: SAMPLE, at: '2016-01-01T00:00:00.000Z' as Instant },
}
