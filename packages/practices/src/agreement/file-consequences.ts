import { GroupId, PersonId, Priority, Title } from '@deskledger/kernel'
import * as t from 'io-ts'
import { Percent, readMoney, readPercent, together, understood, wrong, type Read } from './file-words.ts'
import type { Escalation, Penalty } from './terms.ts'
import { Period, TargetName } from './words.ts'

/** A step at a percentage of a target: to a group, or to the person of a level; and who is told. */
export const FileEscalation = t.exact(
  t.intersection([
    t.type({ at: Percent }),
    t.partial({ target: TargetName, group: GroupId, level: t.number, to: PersonId, tell: t.readonlyArray(PersonId) }),
  ]),
  'FileEscalation',
)
export type FileEscalation = t.TypeOf<typeof FileEscalation>

/** What breaches cost; `beyond` so many in a period. */
export const FilePenalty = t.exact(
  t.intersection([
    t.type({ name: Title, amount: t.string }),
    t.partial({
      type: t.keyof({ penalty: null, credit: null }),
      per: t.keyof({ breach: null, period: null }),
      period: Period,
      target: TargetName,
      priority: Priority,
      beyond: t.number,
      most: t.string,
    }),
  ]),
  'FilePenalty',
)
export type FilePenalty = t.TypeOf<typeof FilePenalty>

const readTo = ({ group, level, to: person }: FileEscalation, at: string): Read<Escalation['to']> => {
  const hierarchic = level !== undefined || person !== undefined
  if (group !== undefined && hierarchic)
    return wrong(at, 'A step goes to a group or up a level, not both. Write two steps.')
  if (group !== undefined) return understood({ type: 'functional', group })
  if (!hierarchic) return understood(null)
  return level === undefined || person === undefined
    ? wrong(at, 'A step up needs the level and the person: write level and to.')
    : understood({ type: 'hierarchic', level, person })
}

export const readEscalation = (file: FileEscalation, at: string): Read<Escalation> => {
  const [percent, to] = [readPercent(file.at, `${at}/at`), readTo(file, at)]
  const { target = null, tell = [] } = file
  return {
    mistakes: [...percent.mistakes, ...to.mistakes],
    found: percent.found.flatMap((atPercent) => to.found.map((step) => ({ target, atPercent, to: step, tell }))),
  }
}

export const readPenalty = (file: FilePenalty, at: string): Read<Penalty> => {
  const amounts = readMoney(file.amount, `${at}/amount`)
  const bounds = file.most === undefined ? understood(null) : readMoney(file.most, `${at}/most`)
  const { name, type = 'penalty', per = 'breach', period = 'month' } = file
  const { target = null, priority = null, beyond: tolerated = 0 } = file
  const mistakes = together<unknown>([amounts, bounds]).mistakes
  const found = amounts.found.flatMap((amount) =>
    bounds.found.map((most) => ({ name, type, per, period, target, priority, tolerated, amount, most })),
  )
  return { mistakes, found }
}
