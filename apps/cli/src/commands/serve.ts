import { setFlagsFromString } from 'node:v8'
import { run as runApi } from '@deskledger/http-api'
import { flagNameOf } from '@deskledger/settings'
import type { Options, Run } from '../context.ts'
import { servingSettings } from '../serving-settings.ts'

const argsOf = (name: string, value: unknown): readonly string[] => {
  if (value === true) return [`--${flagNameOf(name)}`]
  return typeof value === 'string' ? [`--${flagNameOf(name)}=${value}`] : []
}

const typedOf = (where: object, options: Options): readonly string[] => [
  ...Object.entries(where).flatMap(([name, value]) => argsOf(name, value)),
  ...[...servingSettings, 'printSettings'].flatMap((name) => argsOf(name, options[name])),
]

/** Serves the ledger over HTTP in this process, as the program of the API does. */
export const run: Run = ({ io, where }, { options }) => {
  setFlagsFromString('--heap-growing-percent=50') // as that program does
  return runApi('deskledger serve', typedOf(where, options), {
    env: io.env,
    out: (text) => io.stdout.write(text),
    err: (text) => io.stderr.write(text),
    stopping: io.interrupted,
  })
}
