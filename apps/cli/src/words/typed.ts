import type * as t from 'io-ts'
import type { Options } from '../context.ts'
import { misuse } from '../stop.ts'
import { instantOption } from './instant.ts'

/** An option that holds text; undefined: it was not given. */
export const textOption = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** An option that holds a word of some form, `null` for none; undefined: it was not given. */
export const wordOption = <A extends string>(
  options: Options,
  name: string,
  form: t.Type<A, unknown>,
): A | null | undefined => {
  const text = textOption(options, name)
  if (text === undefined || form.is(text)) return text
  if (text === 'null') return null
  throw misuse(`--${name}: ${JSON.stringify(text)} is no name: one trimmed line of at most 200 characters is expected.`)
}

/** `--from` and `--to`, where they are given; the second must be later. */
export const spanOption = (options: Options) => {
  const from = instantOption(options, '--from')
  const to = instantOption(options, '--to')
  if (from !== undefined && to !== undefined && to <= from)
    throw misuse('--to is not after --from, so nothing lies between them. Swap or change them.')
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
