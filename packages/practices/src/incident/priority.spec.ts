import type { Level } from '@deskledger/kernel'
import { priorityOf } from './priority.ts'

const levels: readonly Level[] = [1, 2, 3]

describe('the priority', () => {
  it('follows from impact and urgency', () => {
    expect(levels.map((impact) => levels.map((urgency) => priorityOf(impact, urgency)))).toStrictEqual([
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
    ])
  })
  it('follows from the matrix of an organisation that has its own', () => {
    const row = { 1: 4, 2: 4, 3: 4 } as const
    expect(priorityOf(1, 1, { 1: row, 2: row, 3: row })).toBe(4)
  })
})
