import { appendFileSync } from 'node:fs'

/** The environment variable that names a file; what tests ran on is noted in it, a line each. */
const FILE = 'DESKLEDGER_TEST_SERVERS_FILE'

/** Notes which server tests ran on, so that the end of a test run can say it; does nothing where nobody asked. */
export const noteRan = (line: string): void => {
  const file = process.env[FILE]
  if (file !== undefined && file !== '') appendFileSync(file, `${line}\n`)
}
