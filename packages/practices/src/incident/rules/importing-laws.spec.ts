import { arbitraryOf } from '@deskledger/testing'
import * as fc from 'fast-check'
import { RecordImportedRow, type Tracked } from '../commands/imported.ts'
import { incidentDecider } from '../decide.ts'
import { count } from '../examples/said.ts'
import { evolve, initial, type Incident } from '../state.ts'

const { decide } = incidentDecider
const rows = fc
  .array(arbitraryOf(RecordImportedRow), { minLength: 1, maxLength: 15 })
  .map((all) => all.map((row, index) => ({ ...row, row: count(index + 1) })))

/** The incident after each row; undefined where a row was refused or left no event. */
const states = (all: readonly RecordImportedRow[]): readonly (Incident | undefined)[] =>
  all.reduce<readonly (Incident | undefined)[]>((before, row) => {
    const incident = before.at(-1) ?? initial
    const decision = decide(row, incident)
    const isKept = decision._tag === 'Right' && decision.right.length > 0
    return [...before, isKept ? decision.right.reduce(evolve, incident) : undefined]
  }, [])

describe('any log', () => {
  it('is accounted for row by row, and each incident stands where its row says', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const reached = states(all).map((state) => state?.status)
        const said = all.reduce<readonly string[]>(
          (before, { standing }) => [...before, standing?.status ?? before.at(-1) ?? 'New'],
          [],
        )
        expect(reached).toStrictEqual(said)
      }),
    )
  })
  it('is remembered as the last row has it', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const tracked: Tracked = all.at(-1)?.tracked ?? {}
        const { resolutionCode: code, resolutionText: text, ...rest } = tracked
        const told = { ...rest, ...(code === undefined ? {} : { code }), ...(text === undefined ? {} : { text }) }
        expect(states(all).at(-1)).toMatchObject(told)
      }),
    )
  })
  it('counts entries into Resolved and departures from Resolved or Closed, allowed or not', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const path = ['New', ...states(all).map((state) => state?.status ?? 'New')]
        const steps = path.slice(1).map((to, index) => [path[index] ?? 'New', to] as const)
        const attempts = steps.filter(([from, to]) => from !== 'Resolved' && to === 'Resolved').length
        const isOpen = (status: string) => ['New', 'Assigned', 'InProgress', 'OnHold'].includes(status)
        const reopenings = steps.filter(([from, to]) => /Resolved|Closed/.test(from) && isOpen(to)).length
        expect(states(all).at(-1)).toMatchObject({ attempts, reopenings })
      }),
    )
  })
})
