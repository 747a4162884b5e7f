import type { IncidentCommand } from '@deskledger/practices/incident'

type FieldOf<Type> = keyof Extract<IncidentCommand, { readonly type: Type }>

/** Commands that name another ticket than their own, and where. */
const naming: { readonly [Type in IncidentCommand['type']]?: FieldOf<Type> } = {
  RaiseIncident: 'followUpOf',
  SetParent: 'parent',
  FollowParent: 'parent',
  MergeInto: 'into',
  ReceiveMerge: 'from',
}
const fieldByType: ReadonlyMap<string, string> = new Map(Object.entries(naming))

/** The tickets that a command names besides its own: whoever asks must be allowed to see them too. */
export const ticketsNamed = (command: { readonly type: string }): readonly string[] => {
  const field = fieldByType.get(command.type)
  const named: unknown = Object.entries(command).find(([name]) => name === field)?.[1]
  return typeof named === 'string' ? [named] : []
}
