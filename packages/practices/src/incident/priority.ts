import type { Level, Priority } from '@deskledger/kernel'
import type { PriorityMatrix } from './words.ts'

/** Priorities by impact, then urgency, as ITIL proposes them. */
const itil: PriorityMatrix = {
  1: { 1: 1, 2: 2, 3: 3 },
  2: { 1: 2, 2: 3, 3: 4 },
  3: { 1: 3, 2: 4, 3: 5 },
}

/**
 * The priority that follows from impact and urgency.
 * @source  ITIL Service Operation (2011), 4.2, "Incident prioritization"
 */
export const priorityOf = (impact: Level, urgency: Level, matrix: PriorityMatrix = itil): Priority =>
  matrix[impact][urgency]
