import type { GroupId, Instant, ReferenceId } from '@deskledger/kernel'
import { specify } from '@deskledger/testing'
import type { RecordImportedRow } from '../commands/imported.ts'
import { incidentDecider } from '../decide.ts'
import type { IncidentEvent } from '../events.ts'
import { body, count, desk, network, said, title } from '../examples/said.ts'
import { emptyRow } from '../rows.spec.kit.ts'
import { evolve, initial } from '../state.ts'
import type { HoldReason, Status } from '../words.ts'

const { given } = specify(incidentDecider)
const source = title('a log')

const row = (number: number, changes: Partial<RecordImportedRow> = {}): RecordImportedRow => ({
  ...emptyRow,
  ...said,
  source,
  row: count(number),
  ...changes,
})
const at = (status: Status, holdReason: HoldReason | null = null) => ({ standing: { status, holdReason } })

/** Everything that rows lead to, in order. */
const imported = (...rows: readonly RecordImportedRow[]): readonly IncidentEvent[] =>
  rows.reduce<readonly IncidentEvent[]>((events, one) => {
    const decision = incidentDecider.decide(one, events.reduce(evolve, initial))
    return decision._tag === 'Right' ? [...events, ...decision.right] : events
  }, [])
const types = (...rows: readonly RecordImportedRow[]) => imported(...rows).map(({ type }) => type)
const last = (...rows: readonly RecordImportedRow[]) => imported(...rows).at(-1)
const after = (...rows: readonly RecordImportedRow[]) => imported(...rows).reduce(evolve, initial)

describe('the first row', () => {
  it('raises the incident with what it says, and null for the rest', () => {
    const reportedAt = '2025-02-28T10:00:00.000Z' as Instant
    const first = row(1, { reportedAt, tracked: { impact: 1, urgency: 2 }, fields: { a: 'x' }, finals: { b: null } })
    expect(imported(first)).toMatchObject([
      {
        type: 'IncidentRaised',
        at: said.at,
        reportedAt,
        summary: null,
        priority: 2,
        imported: { row: 1, fields: { a: 'x' }, finals: { b: null }, serviceLevelMade: null },
      },
    ])
  })
  it('says whom it concerns', () => {
    const [caller, customer, service] = [said.by, 'berlin' as ReferenceId, 'mail' as ReferenceId]
    expect(imported(row(1, { tracked: { caller, customer, service } }))).toMatchObject([
      { type: 'IncidentRaised', caller, customer, service },
    ])
  })
  it('records where it does not start at New', () => {
    expect(imported(row(1, at('Resolved')))).toMatchObject([
      { type: 'IncidentRaised' },
      {
        type: 'RecordedAsImported',
        from: { status: 'New' },
        to: { status: 'Resolved', holdReason: null },
        rules: ['DoesNotStartAtNew'],
        attempt: 1,
        reopenings: 0,
      },
    ])
  })
  it('keeps a counter that does not start at 0, and links', () => {
    const first = row(1, { counters: { reassignments: count(2) }, links: { problem: 'PRB1' as ReferenceId } })
    expect(types(first)).toStrictEqual(['IncidentRaised', 'LinkedTo', 'IncidentUnassigned'])
    expect(after(first)).toMatchObject({ status: 'New', reassignments: 2 })
  })
})

describe('a later row', () => {
  const first = row(1, { ...at('New'), tracked: { group: network }, fields: { a: 'x' }, finals: { b: '1' } })
  it('that changed only who and when is kept', () => {
    expect(last(first, row(2, at('New')))).toMatchObject({ type: 'UpdateRecorded', row: 2, columns: {} })
  })
  it('names the columns without a meaning, final ones too', () => {
    expect(last(first, row(2, { fields: { a: null }, finals: { b: '2' } }))).toMatchObject({
      type: 'UpdateRecorded',
      columns: { a: { from: 'x', to: null }, b: { from: '1', to: '2' } },
    })
  })
  it('compares with the row before, not with the first', () => {
    expect(last(first, row(2, { fields: { a: 'y' } }), row(3, { fields: { a: 'x' } }))).toMatchObject({
      columns: { a: { from: 'y', to: 'x' } },
    })
  })
  it('takes columns with the names of object members for what they are', () => {
    const fields = Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', null],
    ]) as Record<string, string | null>
    const update = last(first, row(2, { fields }))
    expect(JSON.stringify(update)).toContain('"columns":{"__proto__":{"from":null,"to":"p"}}')
    expect(last(first, row(2, { fields }), row(3, { fields }))).toMatchObject({ columns: {} })
  })
  it('that was taken already adds nothing', () => {
    given(...imported(first, row(2)))
      .when(row(2, { fields: { a: 'z' } }))
      .thenNothing()
  })
  it('leaves a New incident New when it is given to somebody', () => {
    expect(last(first, row(2, { ...at('New'), tracked: { group: desk } }))).toMatchObject({
      type: 'IncidentAssigned',
      from: { group: 'network' },
      to: { group: 'desk' },
      status: 'New',
      reassignments: 1,
    })
  })
  it('believes the counter of the log where it has one', () => {
    const counters = { reassignments: count(5) }
    expect(last(first, row(2, { counters }))).toMatchObject({ type: 'IncidentAssigned', reassignments: 5 })
  })
  it('records all kinds of change in one order', () => {
    const tracked = {
      summary: title('s'),
      caller: said.by,
      customer: 'berlin' as ReferenceId,
      service: 'mail' as ReferenceId,
      category: title('c'),
      impact: 1 as const,
      group: 'x' as GroupId,
      resolutionCode: title('code'),
    }
    const links = { change: 'CHG1' as ReferenceId }
    const everything = { ...at('OnHold', 'AwaitingChange'), tracked, links, verdict: true, note: body('n') }
    expect(types(first, row(2, { ...everything, fields: { a: 'y' } })).slice(1)).toStrictEqual([
      'DetailsCorrected',
      'CallerCorrected',
      'CustomerCorrected',
      'ServiceReclassified',
      'IncidentRecategorised',
      'PriorityChanged',
      'LinkedTo',
      'IncidentAssigned',
      'IncidentPutOnHold',
      'ResolutionUpdated',
      'ExternalVerdictRecorded',
      'NoteAdded',
      'UpdateRecorded',
    ])
  })
  it('takes the customer away where the log says none, and leaves it where the log has no such column', () => {
    const customer = 'berlin' as ReferenceId
    const known = row(1, { tracked: { customer } })
    expect(last(known, row(2, { tracked: { customer: null } }))).toMatchObject({
      type: 'CustomerCorrected',
      from: customer,
      to: null,
    })
    expect(types(known, row(2))).toStrictEqual(['IncidentRaised', 'UpdateRecorded'])
  })
  it('replaces a link of its kind', () => {
    const [one, two] = ['PRB1', 'PRB2'] as ReferenceId[]
    const rows = [row(1, { links: { problem: one ?? null } }), row(2, { links: { problem: two ?? null } })]
    expect(types(...rows).slice(-2)).toStrictEqual(['UnlinkedFrom', 'LinkedTo'])
  })
})

const someone = { tracked: { group: network } }
const path = (...standings: readonly (readonly [Status, HoldReason?])[]) =>
  standings.map(([status, reason], index) => row(index + 1, { ...at(status, reason ?? null), ...someone }))

describe('a step that the rules allow becomes their own events', () => {
  it.each([
    [path(['New'], ['Assigned']), ['IncidentAssigned']],
    [path(['New'], ['InProgress']), ['IncidentAssigned', 'WorkStarted']],
    [path(['New'], ['Assigned'], ['InProgress']), ['WorkStarted']],
    [path(['New'], ['OnHold', 'AwaitingVendor']), ['IncidentPutOnHold']],
    [path(['New'], ['OnHold']), ['IncidentPutOnHold']],
    [path(['New'], ['OnHold', 'AwaitingVendor'], ['InProgress']), ['IncidentResumed']],
    [
      path(['New'], ['OnHold', 'AwaitingVendor'], ['OnHold', 'AwaitingChange']),
      ['IncidentResumed', 'IncidentPutOnHold'],
    ],
    [path(['New'], ['Resolved']), ['IncidentResolved']],
    [path(['New'], ['Resolved'], ['Closed']), ['IncidentClosed']],
    [path(['New'], ['Resolved'], ['InProgress']), ['IncidentReopened']],
    [path(['New'], ['Resolved'], ['OnHold', 'AwaitingCaller']), ['IncidentReopened', 'IncidentPutOnHold']],
    [path(['New'], ['Cancelled']), ['IncidentCancelled']],
  ])('%#', (rows, expected) => {
    const before = imported(...rows.slice(0, -1)).length
    expect(types(...rows).slice(before)).toStrictEqual(expected)
    expect(after(...rows)).toMatchObject({ status: rows.at(-1)?.standing?.status })
  })
})

describe('a step that a rule forbids is recorded under its name', () => {
  interface Counters {
    readonly reopenings: number
    readonly attempts: number
  }
  const late = { at: '2025-03-15T09:30:00.001Z' as Instant }
  it.each<readonly [string, readonly RecordImportedRow[], Counters]>([
    ['StartWorkNeedsAssignment', [row(1), row(2, at('InProgress'))], { reopenings: 0, attempts: 0 }],
    ['AssignNeedsSomebody', [row(1), row(2, at('Assigned'))], { reopenings: 0, attempts: 0 }],
    ['AssignedFollowsNew', path(['New'], ['InProgress'], ['Assigned']), { reopenings: 0, attempts: 0 }],
    ['NewIsFirst', path(['New'], ['Resolved'], ['New']), { reopenings: 1, attempts: 1 }],
    ['CloseNeedsResolved', path(['New'], ['Closed']), { reopenings: 0, attempts: 0 }],
    ['ClosedIsFinal', path(['New'], ['Resolved'], ['Closed'], ['InProgress']), { reopenings: 1, attempts: 1 }],
    ['ClosedIsFinal', path(['New'], ['Resolved'], ['Closed'], ['Resolved']), { reopenings: 0, attempts: 2 }],
    ['CancelledIsFinal', path(['New'], ['Cancelled'], ['InProgress']), { reopenings: 0, attempts: 0 }],
    ['CancelNeedsOpen', path(['New'], ['Resolved'], ['Cancelled']), { reopenings: 0, attempts: 1 }],
    ['MergeNeedsTarget', path(['New'], ['Merged']), { reopenings: 0, attempts: 0 }],
    ['MergedIsFinal', path(['New'], ['Merged'], ['New']), { reopenings: 0, attempts: 0 }],
    [
      'ReopeningWindowPassed',
      [...path(['New'], ['Resolved']), row(3, { ...at('InProgress'), ...late })],
      { reopenings: 1, attempts: 1 },
    ],
    [
      'ReopeningWindowPassed',
      [...path(['New'], ['Resolved']), row(3, { ...at('OnHold'), ...late })],
      { reopenings: 1, attempts: 1 },
    ],
  ])('%s', (rule, rows, { reopenings, attempts }) => {
    const { standing } = rows.at(-1) ?? row(1)
    expect(last(...rows)).toMatchObject({ type: 'RecordedAsImported', rules: [rule], reopenings, attempt: attempts })
    expect(after(...rows)).toMatchObject({ status: standing?.status, reopenings, attempts })
  })
})

describe('a note', () => {
  it('is kept once while the column repeats it', () => {
    const note = body('called')
    expect(types(row(1), row(2, { note }), row(3, { note }))).toStrictEqual([
      'IncidentRaised',
      'NoteAdded',
      'UpdateRecorded',
    ])
  })
})
