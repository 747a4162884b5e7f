import { wordsForSeconds } from '@deskledger/kernel'
import type { Goal } from '@deskledger/practices/agreement'

/** What is promised, for people: `8 h`, `5 working days, to the end of the day`, `99.9 % of a month`. */
export const wordsForGoal = (goal: Goal): string => {
  switch (goal.unit) {
    case 'seconds':
      return wordsForSeconds(goal.seconds)
    case 'days':
      return `${goal.days.toLocaleString('en-US')} working ${goal.days === 1 ? 'day' : 'days'}${goal.endOfDay ? ', to the end of the day' : ''}`
    case 'ppm':
      return `${goal.ppm / 10_000} % of a ${goal.period}`
  }
}
