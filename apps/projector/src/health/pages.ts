import { maskedPlace, type projectorSettings, type Values } from '@deskledger/settings'
import type { Observing } from './observing.ts'
import { readinessOf, type Readiness } from './readiness.ts'
import type { Pages } from './serving.ts'
import type { Standing } from './standing.ts'

interface About {
  readonly settings: Values<typeof projectorSettings>
  readonly version: string
  /** takes secrets out of what others wrote */
  readonly hide: (text: string) => string
  /** milliseconds since 1970 */
  readonly now: () => number
}

const instantOf = (ms: number): string => new Date(ms).toISOString()

const troubleOf = ({ trouble }: Standing, hide: About['hide']) =>
  trouble === undefined
    ? null
    : { message: hide(trouble.message), since: instantOf(trouble.since), failures: trouble.failures }

const statusOf = (standing: Standing, { settings, version, hide }: About) => {
  const { phase, worker, measured } = standing
  const { workerName, events, views, name = null } = settings
  return {
    worker: workerName,
    version,
    phase,
    ledger: { events: maskedPlace(events), views: maskedPlace(views), name },
    holds: worker.holds,
    /** since this process began */
    events: worker.events,
    position: worker.position ?? null,
    trouble: troubleOf(standing, hide),
    measuredAt: measured === undefined ? null : instantOf(measured.began),
    head: measured?.status.head ?? null,
    readModels: (measured?.status.readModels ?? []).map((one) => ({ ...one, held: worker.holds.includes(one.name) })),
  }
}

/** Health and status, as they are asked for over HTTP. */
export const pagesOf = (observed: Observing, about: About): Pages => {
  const readiness = (): Readiness => {
    const { ready, reasons } = readinessOf(observed.current(), { lag: about.settings.lagLimit, now: about.now() })
    return { ready, reasons: reasons.map(about.hide) }
  }
  return {
    '/health/live': () => ({ code: 200, body: { live: true } }),
    '/health/ready': () => {
      const body = readiness()
      return { code: body.ready ? 200 : 503, body }
    },
    '/status': () => ({ code: 200, body: { ...readiness(), ...statusOf(observed.current(), about) } }),
  }
}
