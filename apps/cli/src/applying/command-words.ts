import type { Ask } from '@deskledger/applying'
import type { BusinessCalendarCommand } from '@deskledger/practices/business-calendar'
import { counted } from '../words/numbers.ts'

type Command = Ask['command']
type Content = Partial<Pick<Extract<BusinessCalendarCommand, { type: 'DefineCalendar' }>, 'name' | 'definition'>>

/** `Berlin office, Europe/Berlin, mon tue wed thu fri, 12 holidays`. */
const contentOf = ({ name, definition }: Content): string => {
  const { timeZone, weekly = {}, holidays = [], extra = [] } = definition ?? {}
  const open = Object.entries(weekly).flatMap(([day, spans]) => (spans.length > 0 ? [day] : []))
  return [
    name,
    timeZone,
    open.join(' '),
    counted(holidays.length, 'holiday'),
    ...(extra.length > 0 ? [`extra hours on ${counted(new Set(extra.map(({ date }) => date)).size, 'date')}`] : []),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
}

const until = (end: string | null | undefined): string =>
  end === null || end === undefined ? 'until further notice' : `until ${end}`
const signed = (by: string | null | undefined): string => (by === null || by === undefined ? '' : `, signed by ${by}`)

const by = (provider: string | null | undefined): readonly string[] =>
  provider === null || provider === undefined ? [] : [`by ${provider}`]

/** What a command asks for, in words; empty: its name says it all. */
export const wordsForCommand = (command: Command): string => {
  switch (command.type) {
    case 'DefineCalendar':
    case 'ReviseCalendar':
      return contentOf(command)
    case 'DraftAgreement':
      return [
        `${command.kind} ${command.name}`,
        ...by(command.provider),
        `for ${command.customer ?? 'all customers'}`,
      ].join(', ')
    case 'RenameAgreement':
      return command.name
    case 'ProposeTerms':
      return `${counted(command.terms.targets.length, 'target')}, for the ${command.side}${signed(command.signedBy)}`
    case 'AcceptTerms':
      return `version ${command.version}, for the ${command.side}${signed(command.signedBy)}`
    case 'BringIntoForce':
      return `from ${command.from} ${until(command.until)}`
    case 'RenewAgreement':
      return until(command.until)
    case 'TerminateAgreement':
      return command.reason
    case 'RetireCalendar':
    case 'AddHolidays':
    case 'RemoveHolidays':
    case 'AddExtraHours':
    case 'StartReview':
    case 'CompleteReview':
    case 'ExpireAgreement':
      return ''
  }
}
