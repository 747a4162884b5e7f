import type { CycleFact, ServiceLevelFact } from '@deskledger/practices/service-level-clock'

/** Tickets on which the two verdicts differ, and what is to be seen in them; a ticket may count more than once. */
export interface Differing {
  readonly tickets: number
  /** waited for somebody, so that our clock was paused */
  readonly paused: number
  /** opened again, so that our clock ran anew */
  readonly reopened: number
  /** their verdict was given after our clock had stopped */
  readonly judgedAfterStop: number
  /** our clock stopped because the ticket was closed: it was never resolved */
  readonly neverResolved: number
  /** none of these */
  readonly noneOfThese: number
}

/** The last result of a clock and the verdict of another system, ticket by ticket. */
export interface VerdictsCompared {
  readonly source: string
  readonly tickets: number
  readonly agreeing: number
  readonly differing: number
  /** of the agreeing */
  readonly bothMet: number
  readonly bothMissed: number
  /** ours is missed, theirs is made */
  readonly missedHereAlone: Differing
  /** ours is met, theirs is missed */
  readonly missedThereAlone: Differing
}

type Sign = keyof Omit<Differing, 'tickets' | 'noneOfThese'>

/** What both say of a ticket; undefined: one of them says nothing. */
interface Both {
  readonly here: 'met' | 'missed'
  readonly there: 'made' | 'missed'
  readonly source: string
  readonly signs: readonly Sign[]
}

const signsOf = ({ cycles, external }: ServiceLevelFact, { end }: CycleFact): readonly Sign[] => {
  const judgedAfterStop = end !== null && external !== null && external.at > end.at
  return [
    ...(cycles.some(({ pauses }) => pauses > 0) ? (['paused'] as const) : []),
    ...(cycles.length > 1 ? (['reopened'] as const) : []),
    ...(judgedAfterStop ? (['judgedAfterStop'] as const) : []),
    ...(end?.why === 'Closed' ? (['neverResolved'] as const) : []),
  ]
}

const bothOf = (fact: ServiceLevelFact): Both | undefined => {
  const last = fact.cycles.at(-1)
  const { external } = fact
  if (last === undefined || external === null) return undefined
  const { outcome: here } = last
  if (here !== 'met' && here !== 'missed') return undefined
  return { here, there: external.verdict, source: external.source, signs: signsOf(fact, last) }
}

const differingOf = (all: readonly Both[]): Differing => {
  const having = (sign: Sign): number => all.filter(({ signs }) => signs.includes(sign)).length
  return {
    tickets: all.length,
    paused: having('paused'),
    reopened: having('reopened'),
    judgedAfterStop: having('judgedAfterStop'),
    neverResolved: having('neverResolved'),
    noneOfThese: all.filter(({ signs }) => signs.length === 0).length,
  }
}

/** Compares both verdicts of clocks of one target; null: no clock has two. Clocks that were not stopped have none of ours. */
export const verdictsCompared = (facts: readonly ServiceLevelFact[]): VerdictsCompared | null => {
  const all = facts.flatMap((fact) => bothOf(fact) ?? [])
  const [first] = all
  if (first === undefined) return null
  const saying = (here: Both['here'], there: Both['there']): readonly Both[] =>
    all.filter((one) => one.here === here && one.there === there)
  const [bothMet, bothMissed] = [saying('met', 'made').length, saying('missed', 'missed').length]
  return {
    source: first.source,
    tickets: all.length,
    agreeing: bothMet + bothMissed,
    differing: all.length - bothMet - bothMissed,
    bothMet,
    bothMissed,
    missedHereAlone: differingOf(saying('missed', 'made')),
    missedThereAlone: differingOf(saying('met', 'missed')),
  }
}
