import type { IncidentFact } from './fact.ts'

/** How many incidents' last results are kept. */
const MOST = 64

/**
 * A function of facts that remembers its last result for each incident seen lately, so that an event which leaves alone
 * what the result is made of costs nothing, and equal results are the same object. `same` must compare something that
 * is handed on from one fact to the next by reference: facts of two ledgers are then never taken for one another.
 */
export const remembered = <Result>(
  make: (fact: IncidentFact, before: Result | undefined) => Result,
  same: (a: IncidentFact, b: IncidentFact) => boolean,
): ((fact: IncidentFact) => Result) => {
  const last = new Map<string, { readonly fact: IncidentFact; readonly result: Result }>()
  return (fact) => {
    const before = last.get(fact.incidentId)
    if (before && (before.fact === fact || same(before.fact, fact))) return before.result
    const result = make(fact, before?.result)
    if (last.size >= MOST) last.clear()
    last.set(fact.incidentId, { fact, result })
    return result
  }
}

/** Whether two facts say the same of everything but status, time in state, the work list and when. */
export const sameFigures = (a: IncidentFact, b: IncidentFact): boolean =>
  a.resolutions === b.resolutions && sameMoments(a, b) && a.reassignments === b.reassignments && sameDimensions(a, b)

const sameMoments = (a: IncidentFact, b: IncidentFact): boolean =>
  a.reopenings === b.reopenings &&
  a.closings === b.closings &&
  a.firstResponse === b.firstResponse &&
  a.finals === b.finals &&
  a.verdict === b.verdict

const sameDimensions = ({ now: a }: IncidentFact, { now: b }: IncidentFact): boolean =>
  a === b || (a.priority === b.priority && a.category === b.category && a.group === b.group)
