import type { Entry } from './entries.ts'

/** What a filter looks at, and what it lets pass: any of the prefixes, or a regular expression found anywhere. */
export interface Expression {
  readonly on: 'type' | 'stream'
  readonly prefixes: readonly string[]
  readonly regex: string
}

export type Filter = (entry: Entry) => boolean

/** A filter; undefined where its regular expression is none. Links are judged by themselves, not by their targets. */
export const filterOf = ({ on, prefixes, regex }: Expression): Filter | undefined => {
  if (regex === '') return (entry) => prefixes.some((prefix) => entry[on].startsWith(prefix))
  try {
    const expression = new RegExp(regex, 'u')
    return (entry) => expression.test(entry[on])
  } catch {
    return undefined
  }
}
