import { instantOf, type Message } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import type { IncidentCommand } from '../commands.ts'
import { incidentDecider } from '../decide.ts'
import type { IncidentEvent } from '../events.ts'
import { emptyRow } from '../rows.spec.kit.ts'
import type { IncidentDetails } from './details.ts'
import { stored } from './histories.spec.kit.ts'
import { incidentClosings } from './incident-closings.ts'
import { incidentDetails } from './incident-details.ts'

const START = Date.UTC(2025, 2, 3, 9)
const hour = (n: number) => instantOf(START + n * 3_600_000)

type Asked = Message & Readonly<Record<string, unknown>>

/** Commands of one incident, an hour apart. */
const eventsOf = (asked: readonly Asked[]): readonly IncidentEvent[] => {
  let state = incidentDecider.initial
  return asked.flatMap((one, n) => {
    const command = { incidentId: 'INC0000001', by: 'ada', at: hour(n), ...one } as unknown as IncidentCommand
    const decided = incidentDecider.decide(command, state)
    if (E.isLeft(decided)) throw new Error(JSON.stringify(decided.left))
    state = decided.right.reduce(incidentDecider.evolve, state)
    return decided.right
  })
}

const closings = (...asked: readonly Asked[]) => {
  const details = stored(eventsOf(asked)).reduce<IncidentDetails | undefined>(
    (doc, event) => incidentDetails.apply(doc, event, 'INC0000001'),
    undefined,
  )
  return details && incidentClosings.rowsOf(details).map(({ key, row }) => ({ key, row }))
}

const raise: Asked = { type: 'RaiseIncident', summary: 'Mail is down', impact: 1, urgency: 1 }
const resolve: Asked = { type: 'ResolveIncident', code: 'Fixed', text: 'Done.' }
const reopen: Asked = { type: 'ReopenIncident' }
const major: readonly Asked[] = [
  { type: 'ProposeMajor', reason: 'Everybody.' },
  { type: 'AcceptMajor', manager: 'eve' },
]
const declined: readonly Asked[] = [
  { type: 'ProposeMajor', reason: 'Everybody.' },
  { type: 'DeclineMajor', reason: 'Only one.' },
]
const standDown: Asked = { type: 'StandDownMajor' }
const review: Asked = { type: 'RecordPostIncidentReview', findings: 'A fuse.' }

const waiting = (n: number) => [{ key: 'INC0000001', row: { wakeAt: hour(n), incidentId: 'INC0000001' } }]

describe('incidents that wait to be closed', () => {
  it.each<readonly [string, readonly Asked[], ReturnType<typeof waiting>]>([
    ['an open one does not', [raise], []],
    ['a resolved one does, since its resolution', [raise, resolve], waiting(1)],
    ['a reopened one does not', [raise, resolve, reopen], []],
    ['one resolved again does, since its last resolution', [raise, resolve, reopen, resolve], waiting(3)],
    ['a closed one does not', [raise, resolve, { type: 'CloseIncident' }], []],
    ['a major one does not', [raise, ...major, resolve], []],
    ['a major one that was stood down does not, without a review', [raise, ...major, resolve, standDown], []],
    ['a major one that was reviewed does', [raise, ...major, resolve, standDown, review], waiting(3)],
    ['one that was declined to be major does', [raise, ...declined, resolve], waiting(3)],
  ])('%s', (_, asked, rows) => {
    expect(closings(...asked)).toEqual(rows)
  })
  it('are not imported: those are closed by their source', () => {
    const row = (no: number, status: string): Asked => ({
      ...emptyRow,
      source: 'a log',
      row: no,
      standing: { status, holdReason: null },
    })
    expect(closings(row(1, 'New'), row(2, 'Resolved'))).toEqual([])
  })
})
