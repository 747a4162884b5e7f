import { readFileSync } from 'node:fs'

/** The version of this program. */
export const version = (): string => {
  const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
  return about.version
}
