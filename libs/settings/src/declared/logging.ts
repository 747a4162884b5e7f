import { oneOf } from '../kinds.ts'
import { needed, or } from '../setting.ts'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** How much a program says of itself. */
export const logLevel = or(
  needed(oneOf(levels), {
    text: 'how much is logged',
    allowed: levels.join(', '),
    example: 'info',
  }),
  () => 'info' as const,
)
