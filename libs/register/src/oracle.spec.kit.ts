import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '@deskledger/kernel'
import { bundledLog, importLog, mappingNamed, type ImportResult } from '@deskledger/importing'
import type { IncidentDetails } from '@deskledger/practices/incident'
import { backlogAt, incidentReport, type IncidentReport } from '@deskledger/reports'
import type { OpenLedger } from './index.ts'

const oracle = new URL('../oracle/', import.meta.url)
const expected = JSON.parse(readFileSync(new URL('servicenow-expected.json', oracle), 'utf8')) as Expected
const perIncident = gunzipSync(readFileSync(new URL('servicenow-expected-per-incident.csv.gz', oracle))).toString()

interface Spread {
  readonly n: number
  readonly sum: number
  readonly mean: number
  readonly median: number
  readonly p90: number
  readonly p95: number
}
interface Expected {
  readonly rows: number
  readonly incidents: number
  readonly final_state: Readonly<Record<string, number>>
  readonly reopened: { readonly by_state: { readonly incidents: number; readonly steps: number } }
  readonly resolutions: { readonly entries: number; readonly incidents: number }
  readonly time_to_resolve: { readonly by_history: Spread }
  readonly time_to_close: Spread
  readonly volume_by_month: Readonly<Record<string, number>>
  readonly backlog: Readonly<Record<string, { readonly by_history: { readonly open: number; readonly ages: object } }>>
  readonly reassignments: { readonly counter_sum: number; readonly incidents_with_any: number }
  readonly made_sla: { readonly final: { readonly count: number; readonly of: number } }
  readonly priority: { readonly final: Readonly<Record<string, number>> }
  readonly first_contact_like: { readonly by_history: { readonly count: number; readonly of: number } }
  readonly time_in_state: Readonly<Record<string, number>>
  readonly changes: { readonly silent_rows: number; readonly repeated_rows: number }
  readonly digest: string
}

/** Our names of the log's states. */
const standings: Readonly<Record<string, string>> = {
  New: 'New',
  Active: 'InProgress',
  'Awaiting User Info': 'OnHold/AwaitingCaller',
  'Awaiting Problem': 'OnHold/AwaitingProblem',
  'Awaiting Vendor': 'OnHold/AwaitingVendor',
  'Awaiting Evidence': 'OnHold/AwaitingEvidence',
  Resolved: 'Resolved',
  Closed: 'Closed',
}

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

/**
 * Imports the bundled log into a ledger, and holds every figure that we give, and every incident, against what was
 * reckoned from the log by other means.
 */
export const agreesWithTheOracle = (name: string, open: () => Promise<OpenLedger>): void => {
  let opened: OpenLedger
  let imported: ImportResult
  let report: IncidentReport
  let details: readonly IncidentDetails[]

  beforeAll(async () => {
    opened = await open()
    const { ledger } = opened
    const ask = (asks: Parameters<typeof ledger.askAll>[0]) =>
      TE.mapLeft((trouble: { readonly type: string }) => ({ type: trouble.type, message: JSON.stringify(trouble) }))(
        () => ledger.askAll(asks),
      )
    const mapping = orThrow(await mappingNamed('servicenow'))
    imported = orThrow(await importLog({ input: bundledLog.path, mapping, ask }))
    orThrow(await ledger.catchUp())
    report = orThrow(await incidentReport(ledger.views, {})())
    const all: IncidentDetails[] = []
    orThrow(
      await ledger.views.each('incident-details', {}, (found) => {
        all.push(...found.map(({ document }) => document as IncidentDetails))
      })(),
    )
    details = all
  }, 900_000)

  afterAll(() => opened.close())

  describe(`an import of the bundled log ${name}`, () => {
    it('accounts for every row', () => {
      expect(imported).toMatchObject({ rows: expected.rows, incidents: expected.incidents, repeatedRows: 0 })
    })
    it('gives as many incidents, and as many of each final state', () => {
      expect(report.incidents).toBe(expected.incidents)
      expect(report.finalState).toStrictEqual(expected.final_state)
    })
    it('gives the volume of each month', () => {
      expect(report.volumeByMonth).toStrictEqual(expected.volume_by_month)
    })
    it('gives every resolution, and every reopening', () => {
      expect(report.resolutions).toStrictEqual({
        count: expected.resolutions.entries,
        incidents: expected.resolutions.incidents,
      })
      const { incidents, steps } = expected.reopened.by_state
      expect(report.reopened).toMatchObject({ incidents, times: steps })
      expect(report.reopened.rate).toBeCloseTo(incidents / expected.resolutions.incidents, 10)
    })
    it.each([
      ['timeToResolve', expected.time_to_resolve.by_history],
      ['timeToClose', expected.time_to_close],
    ] as const)('gives %s: count, sum and mean exactly, quantiles within 1 %%', (name, spread) => {
      const given = report[name]
      expect(given).toMatchObject({ count: spread.n, sumSeconds: spread.sum })
      expect(given.meanSeconds).toBeCloseTo(spread.mean, 3)
      for (const [quantile, value] of [
        [given.medianSeconds, spread.median],
        [given.p90Seconds, spread.p90],
        [given.p95Seconds, spread.p95],
      ] as const)
        expect(Math.abs((quantile ?? NaN) - value)).toBeLessThanOrEqual(value * 0.01)
    })
    it('gives re-assignments, first contact, priorities and service-level verdicts', () => {
      const { counter_sum, incidents_with_any } = expected.reassignments
      expect(report.reassignments).toMatchObject({ count: counter_sum, incidents: incidents_with_any })
      const { count: first, of: resolved } = expected.first_contact_like.by_history
      expect(report.firstContactResolution).toMatchObject({ count: first, of: resolved })
      expect(report.firstContactResolution.rate).toBeCloseTo(first / resolved, 10)
      const priorities = Object.entries(expected.priority.final).map(([name, n]) => [name.slice(0, 1), n])
      expect(report.priority).toStrictEqual(Object.fromEntries(priorities))
      const { count, of } = expected.made_sla.final
      expect(report.slaVerdict).toStrictEqual({ made: count, missed: of - count })
    })
    it('gives the seconds spent in each state', () => {
      const named = Object.entries(expected.time_in_state).map(([state, seconds]) => [standings[state], seconds])
      expect(report.timeInStateSeconds).toStrictEqual(Object.fromEntries(named))
    })
    it.each(Object.entries(expected.backlog))('gives the backlog at %s, with its ages', async (day, { by_history }) => {
      const at = `${day}T00:00:00.000Z` as Instant
      expect(orThrow(await backlogAt(opened.ledger.views, at)())).toStrictEqual({ at, ...by_history })
    })
    it('gives every incident as it is, and the digest of them all', () => {
      const minute = (instant: string | null | undefined) => (instant ? `${instant.slice(0, 16)}Z` : '')
      const lines = details
        .map(({ incidentId, status, resolutions, reopenings, reassignments, reportedAt, imported: origin }) =>
          [
            incidentId,
            status,
            resolutions.length,
            reopenings.length,
            reassignments,
            minute(reportedAt),
            minute(origin?.finals['resolvedAt']),
            minute(origin?.finals['closedAt']),
          ].join('|'),
        )
        .sort()
      const rows = perIncident
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => {
          const [number, , , state, resolutions, reopenings, reassigned, , , ...times] = row.split(',')
          return [number, state, resolutions, reopenings, reassigned, ...times].join('|')
        })
        .sort()
      expect(lines).toStrictEqual(rows)
      expect(
        createHash('sha256')
          .update(`${lines.join('\n')}\n`)
          .digest('hex'),
      ).toBe(expected.digest)
    })
    it('gives priority and verdict of every incident', () => {
      const ours = details
        .map(({ incidentId, priority, verdict }) => `${incidentId},${priority},${verdict?.made}`)
        .sort()
      const theirs = perIncident
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => row.split(','))
        .map((row) => `${row[0]},${row[7]?.slice(0, 1)},${row[8]}`)
        .sort()
      expect(ours).toStrictEqual(theirs)
    })
  })
}
