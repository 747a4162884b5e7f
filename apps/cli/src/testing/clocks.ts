import { serviceLevelClockExamples, type ServiceLevelClockCommand } from '@deskledger/practices/service-level-clock'
import { called, type Called } from './captured.ts'

const { commands } = serviceLevelClockExamples

/** Any command, asked as JSON; it must be done. */
export const askIn = async (ledger: string, command: object): Promise<Called> => {
  const asked = await called(['ask', '--json', '-', '--ledger', ledger], { stdin: JSON.stringify(command) })
  if (asked.code !== 0) throw new Error(asked.err)
  return asked
}

/** An example of a clock's command, for another ticket and with other facts. */
export const clockCommand = (
  type: ServiceLevelClockCommand['type'],
  facts: { readonly ticket: string; readonly target?: string; readonly [fact: string]: unknown },
): object => {
  const { ticket, target = 'resolve', ...more } = facts
  const named = type === 'StartClock' ? { ticket, target } : {}
  return { ...commands[type], clockId: `${ticket}.${target}`, ...named, ...more }
}
