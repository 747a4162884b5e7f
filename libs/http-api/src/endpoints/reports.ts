import type { ApiLedger } from '../api-ledger.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { backlogReports } from './reports/backlog.ts'
import { explanationReports } from './reports/explanations.ts'
import { gapReports } from './reports/gaps.ts'
import { incidentReports } from './reports/incidents.ts'
import { penaltyReports } from './reports/penalties.ts'
import { replayReports } from './reports/replay.ts'
import { serviceLevelReports } from './reports/service-levels.ts'
import { standingReports } from './reports/standing.ts'

/** `GET /v1/reports/…`, `/v1/backlog` and `/v1/service-levels/…`: what is counted, and what is behind each figure. */
export const reportEndpoints = (ledger: ApiLedger): readonly Endpoint[] => [
  ...incidentReports(ledger),
  ...backlogReports(ledger),
  ...serviceLevelReports(ledger),
  ...penaltyReports(ledger),
  ...explanationReports(ledger),
  ...standingReports(ledger),
  ...gapReports(ledger),
  ...replayReports(ledger),
]
