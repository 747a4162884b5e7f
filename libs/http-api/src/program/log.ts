import { pino } from 'pino'
import type { FastifyBaseLogger } from 'fastify'
import type { apiSettings, Values } from '@deskledger/settings'

interface LogParts {
  readonly level: Values<typeof apiSettings>['logLevel']
  /** takes the secrets of settings out of what others wrote */
  readonly hide: (text: string) => string
  readonly out: { readonly write: (line: string) => unknown }
}

/** Three parts of base64url between dots, the first of which is a JSON object: an access token, whoever wrote it there. */
const TOKEN = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g

/** Opens the log: one JSON object a line, without tokens and passwords whatever is written to it. */
export const openLog = ({ level, hide, out }: LogParts): FastifyBaseLogger =>
  pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: pino.stdSerializers.err },
    },
    {
      write: (line: string) => {
        out.write(hide(line).replace(TOKEN, '***'))
      },
    },
  )
