import { erasedFlow } from '@deskledger/kernel'
import { type Clock, type ServiceLevelClock } from '@deskledger/practices/service-level-clock'
import * as fc from 'fast-check'
import { histories } from './desk-histories.spec.kit.ts'
import { openDesk } from './desk.spec.kit.ts'
import { incidentRunsServiceLevelClocks } from './incident-runs-service-level-clocks.ts'
import { plainClocks } from './plain-clock.spec.kit.ts'
import type { PlainClock } from './plain-course.spec.kit.ts'

const shown = (clock: Clock): PlainClock => ({
  status: clock.status,
  cycle: clock.cycle,
  agreement: `${clock.terms.agreement.id}/${clock.terms.agreement.version}`,
  targetSeconds: clock.targetSeconds,
  startedAt: clock.startedAt,
  countsFrom: clock.countsFrom,
  steppedAt: clock.steppedAt,
  waitsFor: clock.waitsFor,
  elapsedSeconds: clock.elapsedSeconds,
  labels: clock.labels,
  external: clock.external?.verdict ?? null,
})

const played = (history: readonly Parameters<ReturnType<typeof openDesk>['tries']>[0][]) => {
  const desk = openDesk([erasedFlow(incidentRunsServiceLevelClocks)])
  for (const command of history) desk.tries(command)
  return desk
}

const clocksIn = (desk: ReturnType<typeof openDesk>, target: string): Map<string, PlainClock> => {
  const ids = ['INC0000001', 'INC0000002', 'INC0000003']
  return new Map(
    ids.flatMap((id) => {
      const clock = desk.state(`service-level-clock-${id}.${target}`) as ServiceLevelClock | undefined
      return clock === undefined || clock.status === 'Unknown' ? [] : [[id, shown(clock)] as const]
    }),
  )
}

describe('clocks that follow their incidents', () => {
  it.each(['respond', 'resolve'] as const)(
    'stand as a plain recomputation from what happened says, whatever happens: %s',
    (target) => {
      fc.assert(
        fc.property(histories, (history) => {
          const desk = played(history)
          const log = desk.log().map(({ data }) => data)
          const plain = plainClocks(log, target)
          const clocks = clocksIn(desk, target)
          for (const clock of plain.values()) clock.external = target === 'resolve' ? clock.external : null
          expect(clocks).toEqual(plain)
        }),
        { numRuns: 400 },
      )
    },
  )
  it('are asked nothing that their rules forbid', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(played(history).refused()).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
