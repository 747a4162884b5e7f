import { erasedFlow, type Message } from '@deskledger/kernel'
import type { Clock, ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import { openDesk, type Written } from './desk.spec.kit.ts'
import { incidentRunsServiceLevelClocks } from './incident-runs-service-level-clocks.ts'
import { agreement, calendar, on, raise, text, usual } from './promises.spec.kit.ts'

export const NEW_YEAR = '2025-01-01T00:00:00.000Z'
export const monday = (time: string): string => `2025-03-03T${time}:00.000Z`

export const openWith = (...given: readonly Written[]) => {
  const opened = openDesk([erasedFlow(incidentRunsServiceLevelClocks)])
  opened.does(...given)
  opened.asked()
  return opened
}

/** What tells a command from others of its type. */
const particulars = (command: ServiceLevelClockCommand): string => {
  switch (command.type) {
    case 'StartClock':
      return `${command.terms.agreement.id}/${command.terms.agreement.version}`
    case 'PauseClock':
    case 'CancelClock':
      return command.reason
    case 'StopClock':
      return command.why
    case 'RetargetClock':
      return `${command.policy} ${JSON.stringify(command.terms.goal)} ${command.why}`
    case 'RestartClock':
      return String(command.terms?.agreement.version ?? 'as before')
    case 'NoteExternalVerdict':
      return `${command.source} ${command.verdict}`
    case 'RelabelClock': {
      const { service, team, priority, customer } = command
      return JSON.stringify({ service, team, priority, customer })
    }
    case 'ResumeClock':
    case 'WarnClock':
    case 'BreachClock':
    case 'EscalateClock':
      return ''
  }
}

/** What clocks are asked, in few words. */
const words = (message: Message): string => {
  const command = message as ServiceLevelClockCommand
  const [, target] = command.clockId.split('.')
  return `${target} ${command.type} ${command.at} ${particulars(command)}`.trim()
}

/** What is asked of clocks after commands that are all allowed; no rule may forbid what is asked. */
export const follows = (given: readonly Written[], ...when: readonly Written[]): readonly string[] => {
  const opened = openWith(...given)
  opened.does(...when)
  expect(opened.refused()).toEqual([])
  return opened.asked().map(words)
}

export const clockIn = (given: readonly Written[], target: string): Clock => {
  const opened = openWith(...given)
  expect(opened.refused()).toEqual([])
  return opened.state(`service-level-clock-INC0000001.${target}`) as Clock
}

export const gold = [calendar, ...agreement('gold', NEW_YEAR, usual)]
export const raised = [...gold, raise(monday('09:00'))]
export const hold = (time: string, reason: 'AwaitingCaller' | 'AwaitingVendor' = 'AwaitingCaller'): Written => ({
  type: 'PutOnHold',
  ...on(monday(time)),
  reason,
  comment: text,
})
export const resume = (time: string): Written => ({ type: 'ResumeIncident', ...on(monday(time)) })
export const resolve = (time: string): Written => ({
  type: 'ResolveIncident',
  ...on(monday(time)),
  code: 'Fixed',
  text,
})
export const reopen = (time: string): Written => ({ type: 'ReopenIncident', ...on(monday(time)) })
export const urgency = (level: 1 | 2 | 3, time: string): Written => ({
  type: 'ChangePriority',
  ...on(monday(time)),
  urgency: level,
})

export const close = (time: string): Written => ({ type: 'CloseIncident', ...on(monday(time)), comment: text })

export const stopsAt = (time: string): readonly string[] => [
  `respond StopClock ${monday(time)} Resolved`,
  `resolve StopClock ${monday(time)} Resolved`,
]
