import * as E from 'fp-ts/lib/Either.js'
import { setTimeout as pause } from 'node:timers/promises'
import { openAt } from '@deskledger/register'

/**
 * What this process does: it writes a calendar that is always open and an agreement with goals of a few seconds, and
 * raises incidents, with so many milliseconds between, until its standard input closes. Every third is only raised,
 * every third waits for the caller for a while, every third is resolved. Each thing it asks is at the whole second that
 * the clock shows. It prints a line for each incident when no more will be asked of it.
 */
export type Raising = readonly [events: string, views: string, between: string]

/** An incident as it was asked: what happened to it when, in whole seconds; null: it did not. */
export interface Raised {
  readonly id: string
  /** working seconds that its agreement gives it */
  readonly goal: number
  readonly raised: string
  readonly held: string | null
  readonly resumed: string | null
  readonly resolved: string | null
}

const [events = '', views = '', between = '0'] = process.argv.slice(2)
const by = 'ada'

const right = <A>(outcome: E.Either<{ readonly type: string }, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const stop = new AbortController()
process.stdin.once('end', () => {
  stop.abort()
})
process.stdin.resume()

const { ledger, close } = right(await openAt({ events, views }, { create: true, projects: false }))
const ask = async (command: object) => {
  right(await ledger.ask(command as never))
}

/** The whole second that the clock shows. */
const second = (): string => new Date(Math.floor(Date.now() / 1000) * 1000).toISOString()
const random = (from: number, to: number): number => from + Math.random() * (to - from)

/** Goals by priority, in seconds. */
const GOALS = [2, 4, 6]
const long = '2020-01-01T00:00:00.000Z'
const calendar = 'always'
const agreement = { agreementId: 'seconds', by, at: long }
const day = [['00:00', '24:00']]
const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }
const terms = {
  targets: GOALS.map((seconds, index) => ({
    target: 'resolve',
    kind: 'incident',
    priority: index + 1,
    goal: { unit: 'seconds', seconds, calendar },
    warnAt: [50],
  })),
  escalations: [
    { target: 'resolve', atPercent: 100, to: { type: 'hierarchic', level: 1, person: 'carol' }, tell: [] },
    { target: 'resolve', atPercent: 150, to: { type: 'functional', group: 'experts' }, tell: [] },
  ],
}

await ask({
  type: 'DefineCalendar',
  calendarId: calendar,
  by,
  at: long,
  name: 'Always',
  definition: { timeZone: 'UTC', weekly, holidays: [], extra: [] },
})
await ask({ type: 'DraftAgreement', ...agreement, kind: 'SLA', name: 'Within seconds' })
await ask({ type: 'ProposeTerms', ...agreement, side: 'provider', terms })
await ask({ type: 'AcceptTerms', ...agreement, side: 'customer', version: 1 })
await ask({ type: 'BringIntoForce', ...agreement, from: long })

/** Impact and urgency that come to a priority of 1, 2 or 3. */
const IMPACTS = [
  { impact: 1, urgency: 1 },
  { impact: 1, urgency: 2 },
  { impact: 2, urgency: 2 },
]

const live = async (number: number): Promise<void> => {
  const id = `INC${String(number).padStart(7, '0')}`
  const chosen = Math.floor(Math.random() * GOALS.length)
  const said = () => ({ incidentId: id, by, at: second() })
  const raised = second()
  await ask({ type: 'RaiseIncident', ...said(), at: raised, summary: 'Mail is down', ...IMPACTS[chosen] })
  let held: string | null = null
  let resumed: string | null = null
  let resolved: string | null = null
  if (number % 3 > 0) {
    await ask({ type: 'AssignIncident', ...said(), group: 'desk' })
    await ask({ type: 'StartWork', ...said() })
    await pause(random(200, 3000))
  }
  if (number % 3 === 1) {
    held = second()
    await ask({ type: 'PutOnHold', ...said(), at: held, reason: 'AwaitingCaller', comment: 'Which mail?' })
    await pause(random(200, 3000))
    resumed = second()
    await ask({ type: 'ResumeIncident', ...said(), at: resumed })
  }
  if (number % 3 === 2) {
    await pause(random(0, 5000))
    resolved = second()
    await ask({ type: 'ResolveIncident', ...said(), at: resolved, code: 'Fixed', text: 'Restarted' })
  }
  const line: Raised = { id, goal: GOALS[chosen] ?? 0, raised, held, resumed, resolved }
  console.log(JSON.stringify(line))
}

const lives: Promise<void>[] = []
for (let number = 1; !stop.signal.aborted; number++) {
  lives.push(live(number))
  await pause(Number(between))
}
await Promise.all(lives)
await close()
process.exit()
