import { earlier, type Count, type Index, type Instant, type Projection } from '@deskledger/kernel'
import type { AgreementBroughtIntoForce, AgreementEvent, AgreementRenewed, AgreementTerminated } from '../events.ts'
import type { InForce } from '../in-force.ts'
import { versionKey } from './agreement-versions.ts'

type Taken = AgreementBroughtIntoForce | AgreementRenewed | AgreementTerminated
const on: readonly AgreementEvent['type'][] = ['AgreementBroughtIntoForce', 'AgreementRenewed', 'AgreementTerminated']

const versionsOf = (event: Taken): readonly Count[] => {
  switch (event.type) {
    case 'AgreementBroughtIntoForce':
      return event.supersedes === null ? [event.version] : [event.supersedes, event.version]
    case 'AgreementRenewed':
      return [event.version]
    case 'AgreementTerminated':
      return event.ended
  }
}

/** Ends at an instant at the latest; one that would begin then or later never comes into force. */
const cutAt = (row: InForce | undefined, at: Instant): InForce | undefined =>
  row === undefined || row.from >= at ? undefined : { ...row, until: row.until === null ? at : earlier(row.until, at) }

const begun = (event: AgreementBroughtIntoForce): InForce => {
  const { agreementId, version, kind, provider, customer, from, until, terms } = event
  return { agreementId, version, kind, provider, customer, from, until, terms }
}

const after = (row: InForce | undefined, event: Taken, key: string): InForce | undefined => {
  switch (event.type) {
    case 'AgreementBroughtIntoForce':
      return key === versionKey(event.agreementId, event.version) ? begun(event) : cutAt(row, event.from)
    case 'AgreementRenewed':
      return row && { ...row, until: event.until }
    case 'AgreementTerminated':
      return cutAt(row, event.at)
  }
}

const index = (...fields: readonly string[]): Index => ({ name: fields.join('-'), fields })

/**
 * Every version that is, was or will be in force, with its interval, by `agreementId/version`: what `matchAgreement` needs,
 * also for a ticket of last year.
 */
export const agreementsInForce: Projection<Taken, InForce> = {
  name: 'agreements-in-force',
  version: 1,
  on,
  keysOf: ({ data }) => versionsOf(data).map((version) => versionKey(data.agreementId, version)),
  apply: (row, { data }, key) => after(row, data, key),
  indexes: [index('kind', 'until'), index('kind', 'from'), index('customer', 'from'), index('agreementId', 'version')],
  tables: [],
  rollups: [],
}
