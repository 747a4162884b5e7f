import type { InForce } from '@deskledger/practices/agreement'
import { shownNumber, shownSeconds } from '../words/numbers.ts'

type Goal = InForce['terms']['targets'][number]['goal']

/** What is promised, for people: `8 h`, `5 working days, to the end of the day`, `99.9 % of a month`. */
export const goalWords = (goal: Goal): string => {
  switch (goal.unit) {
    case 'seconds':
      return shownSeconds(goal.seconds)
    case 'days':
      return `${shownNumber(goal.days)} working ${goal.days === 1 ? 'day' : 'days'}${goal.endOfDay ? ', to the end of the day' : ''}`
    case 'ppm':
      return `${goal.ppm / 10_000} % of a ${goal.period}`
  }
}
