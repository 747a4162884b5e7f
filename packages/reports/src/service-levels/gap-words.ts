import { wordsForInstant } from '@deskledger/kernel'
import { criteriaOf, wordsForCriteria, type InForce, type UnderpinningGap } from '@deskledger/practices/agreement'
import { wordsForGoal } from './goal-words.ts'

const targetWords = (sla: InForce, place: number): string => {
  const target = sla.terms.targets[place]
  const what = target === undefined ? '' : ` (${target.target}, ${wordsForCriteria(criteriaOf(target, sla))})`
  return `/targets/${place}${what}`
}

/** A gap in a sentence: what is promised, and what does not bear it. */
export const wordsForGap = (sla: InForce, gap: UnderpinningGap): string => {
  switch (gap.type) {
    case 'NotInForce':
      return `${gap.agreementId} is to underpin it, and is not in force.`
    case 'EndsBefore':
      return `${gap.agreementId} ends at ${wordsForInstant(gap.ends)} UTC, and the promise goes on ${gap.until === null ? 'without end' : `until ${wordsForInstant(gap.until)} UTC`}.`
    case 'NotCovered':
      return `${targetWords(sla, gap.place)}: nothing that underpins it promises this.`
    case 'Looser':
      return `${targetWords(sla, gap.place)}: ${wordsForGoal(gap.promised)} is promised, and ${gap.agreementId} (/targets/${gap.theirs}) bears ${wordsForGoal(gap.borne)}.`
    case 'NotComparable':
      return `${targetWords(sla, gap.place)}: ${wordsForGoal(gap.promised)} by ${gap.promised.calendar} cannot be compared with ${wordsForGoal(gap.borne)} by ${gap.borne.calendar} of ${gap.agreementId} (/targets/${gap.theirs}): another ${gap.differs}.`
  }
}
