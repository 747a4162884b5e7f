import type { AgreementId, Currency } from '@deskledger/kernel'
import {
  penaltiesDue,
  totalsOf,
  type AgreementVersionRow,
  type Billed,
  type Breach,
  type PenaltyDue,
} from '@deskledger/practices/agreement'
import type { ServiceLevelEntry } from '@deskledger/practices/service-level-clock'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewFailure, Views } from '@deskledger/read-store'

/** What breaches under one version of an agreement come to. */
interface VersionDue {
  readonly version: number
  readonly breaches: number
  readonly due: readonly PenaltyDue[]
}

/** Penalties and credits of one agreement in one period; totals in minor units of each currency. */
export interface PenaltiesDue {
  readonly agreement: AgreementId
  readonly billed: Billed
  readonly breaches: number
  readonly versions: readonly VersionDue[]
  readonly totals: readonly { readonly currency: Currency; readonly penalty: number; readonly credit: number }[]
}

const breachOf = ({ clockId, cycle, target, priority, at }: ServiceLevelEntry): Breach => ({
  id: `${clockId}/${cycle}`,
  target,
  priority,
  breachedAt: at,
})

const breachesByVersion = (views: Views, agreement: AgreementId, { from, until }: Billed) => {
  const byVersion = new Map<number, Breach[]>()
  const where = [
    { path: 'agreement', is: agreement },
    { path: 'outcome', is: 'breached' },
    { path: 'at', from, before: until },
  ]
  return pipe(
    views.each('service-level-entries', { where, sort: [{ path: 'at' }] }, (found) => {
      for (const { document } of found) {
        const entry = document as ServiceLevelEntry
        const list = byVersion.get(entry.agreementVersion) ?? []
        list.push(breachOf(entry))
        byVersion.set(entry.agreementVersion, list)
      }
    }),
    TE.map((): ReadonlyMap<number, readonly Breach[]> => byVersion),
  )
}

const versionsOf = (views: Views, agreement: AgreementId) => {
  const versions: AgreementVersionRow[] = []
  const query = { where: [{ path: 'agreementId', is: agreement }], sort: [{ path: 'version' }] }
  return pipe(
    views.each('agreement-versions', query, (found) => {
      versions.push(...found.map(({ document }) => document as AgreementVersionRow))
    }),
    TE.map((): readonly AgreementVersionRow[] => versions),
  )
}

/**
 * The penalties and credits that an agreement's breaches come to in one period, each counted by the version that its clock
 * went by, tolerated ones version by version.
 * @example penaltiesDueIn(views, agreement, { period: 'month', from, until })
 */
export const penaltiesDueIn = (
  views: Views,
  agreement: AgreementId,
  billed: Billed,
): TE.TaskEither<ViewFailure, PenaltiesDue> =>
  pipe(
    TE.Do,
    TE.bind('breaches', () => breachesByVersion(views, agreement, billed)),
    TE.bind('rows', () => versionsOf(views, agreement)),
    TE.map(({ breaches, rows }) => {
      const versions = rows.flatMap(({ version, terms }): readonly VersionDue[] => {
        const list = breaches.get(version) ?? []
        return list.length === 0
          ? []
          : [{ version, breaches: list.length, due: penaltiesDue(terms.penalties, list, billed) }]
      })
      const totals = totalsOf(versions.flatMap(({ due }) => due))
      return {
        agreement,
        billed,
        breaches: [...breaches.values()].reduce((sum, list) => sum + list.length, 0),
        versions,
        totals: [...totals].map(([currency, total]) => ({ currency, ...total })),
      }
    }),
  )
