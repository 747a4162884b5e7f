import { pino } from 'pino'
import type { Values, projectorSettings } from '@deskledger/settings'

type Say = (message: string, facts?: object) => void

/** Says what happens, one JSON object a line. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error' | 'fatal', Say>>

interface LogParts {
  readonly level: Values<typeof projectorSettings>['logLevel']
  readonly worker: string
  /** takes secrets out of what others wrote */
  readonly hide: (text: string) => string
}

/** Opens the log on standard output. Each line is written before the next thing happens: a killed process said all. */
export const openLog = ({ level, worker, hide }: LogParts): Log => {
  const logger = pino(
    {
      level,
      base: { worker },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 1, sync: true }),
  )
  const on =
    (name: keyof Log): Say =>
    (message, facts = {}) => {
      logger[name](facts, hide(message))
    }
  return { debug: on('debug'), info: on('info'), warn: on('warn'), error: on('error'), fatal: on('fatal') }
}
