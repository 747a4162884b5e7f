import type { IncidentFact } from './fact.ts'

/**
 * A function of facts that remembers its last result for each incident, so that an event which leaves alone what the
 * result is made of costs nothing, and equal results are the same object. `raised` is handed on from one fact to the
 * next, so it stands for the incident as long as its facts are in memory.
 */
export const remembered = <Result>(
  make: (fact: IncidentFact) => Result,
  same: (a: IncidentFact, b: IncidentFact) => boolean,
): ((fact: IncidentFact) => Result) => {
  const last = new WeakMap<IncidentFact['raised'], { readonly fact: IncidentFact; readonly result: Result }>()
  return (fact) => {
    const before = last.get(fact.raised)
    if (before && (before.fact === fact || same(before.fact, fact))) return before.result
    const result = make(fact)
    last.set(fact.raised, { fact, result })
    return result
  }
}

/** Whether two facts say the same of everything but time in state, the count of events, the work list and when. */
export const sameFigures = (a: IncidentFact, b: IncidentFact): boolean =>
  a.resolutions === b.resolutions && sameMoments(a, b) && a.reassignments === b.reassignments && sameDimensions(a, b)

const sameMoments = (a: IncidentFact, b: IncidentFact): boolean =>
  a.reopenings === b.reopenings &&
  a.closings === b.closings &&
  a.firstResponse === b.firstResponse &&
  a.finals === b.finals &&
  a.verdict === b.verdict

const sameDimensions = ({ now: a }: IncidentFact, { now: b }: IncidentFact): boolean =>
  a === b || (a.status === b.status && a.priority === b.priority && a.category === b.category && a.group === b.group)
