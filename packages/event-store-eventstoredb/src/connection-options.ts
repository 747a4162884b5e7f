/** Options of a connection string, as the client takes them. */
export interface Options {
  readonly tls?: boolean
  readonly tlsCAFile?: string
  readonly userCertFile?: string
  readonly userKeyFile?: string
  readonly connectionName?: string
  readonly nodePreference?: 'leader' | 'follower' | 'read_only_replica' | 'random'
  readonly maxDiscoverAttempts?: number
  readonly discoveryInterval?: number
  readonly gossipTimeout?: number
  readonly keepAliveInterval?: number
  readonly keepAliveTimeout?: number
  readonly defaultDeadline?: number
}

type Value = string | number | boolean
type Reader = (text: string) => Value | undefined

const flag: Reader = (text) => (text === 'true' ? true : text === 'false' ? false : undefined)
const whole: Reader = (text) => (/^\d+$/.test(text) ? Number(text) : undefined)
const wholeOrOff: Reader = (text) => (text === '-1' ? -1 : whole(text))
const text: Reader = (encoded) => {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
const PREFERENCES = ['leader', 'follower', 'read_only_replica', 'random'] as const
const flat = (name: string): string => name.trim().toLowerCase().replaceAll(/[_-]/g, '')
const preference: Reader = (name) => PREFERENCES.find((one) => flat(one) === flat(name))

const FLAG = 'true or false'
const WHOLE = 'a whole number'
const readers: Readonly<Record<keyof Options, readonly [Reader, string]>> = {
  tls: [flag, FLAG],
  tlsCAFile: [text, 'the path of a file'],
  userCertFile: [text, 'the path of a file'],
  userKeyFile: [text, 'the path of a file'],
  connectionName: [text, 'a name'],
  nodePreference: [preference, PREFERENCES.join(', ')],
  maxDiscoverAttempts: [whole, WHOLE],
  discoveryInterval: [whole, WHOLE],
  gossipTimeout: [whole, WHOLE],
  keepAliveInterval: [wholeOrOff, `${WHOLE}, or -1`],
  keepAliveTimeout: [wholeOrOff, `${WHOLE}, or -1`],
  defaultDeadline: [whole, WHOLE],
}
const NAMES = Object.keys(readers) as readonly (keyof Options)[]

/** Options the client knows, and that would do harm or nothing. */
const withdrawn: Readonly<Record<string, { readonly fine: string; readonly why: string }>> = {
  tlsverifycert: {
    fine: 'true',
    why: 'tlsVerifyCert=false has no effect in this client: give the authority by tlsCAFile, or use tls=false',
  },
  throwonappendfailure: {
    fine: 'true',
    why: 'throwOnAppendFailure=false hides why an append failed: leave it out',
  },
}

type Read = { readonly option: Options } | { readonly mistake: string } | undefined

const known = (name: string, value: string): Read => {
  const option = NAMES.find((one) => flat(one) === flat(name))
  if (option === undefined) return { mistake: `there is no option ${name}: there are ${NAMES.join(', ')}` }
  const [reader, wanted] = readers[option]
  const read = reader(value.trim())
  return read === undefined ? { mistake: `the option ${option} wants ${wanted}` } : { option: { [option]: read } }
}

const readOption = (pair: string): Read => {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(pair) ?? []
  if (name === undefined || value === undefined) return { mistake: 'an option is not written name=value' }
  const gone = withdrawn[flat(name)]
  if (gone === undefined) return known(name, value)
  return value === gone.fine ? undefined : { mistake: gone.why }
}

/** What stands after the question mark; all mistakes at once. */
export const readOptions = (query: string): { readonly options: Options; readonly mistakes: readonly string[] } => {
  let options: Options = {}
  const mistakes: string[] = []
  for (const pair of query === '' ? [] : query.split('&')) {
    const read = readOption(pair)
    if (read === undefined) continue
    if ('mistake' in read) mistakes.push(read.mistake)
    else options = { ...options, ...read.option }
  }
  return { options, mistakes }
}
