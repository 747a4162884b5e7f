import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { called, type Called } from '../testing/captured.ts'

/** Nine to five in Berlin, and an agreement of eight hours that an OLA of ten is to underpin. */
export const files = {
  calendar: `kind: business-calendar
id: berlin-office
name: Berlin office
timeZone: Europe/Berlin
weekly: { mon: ['09:00-17:00'], tue: ['09:00-17:00'], wed: ['09:00-17:00'], thu: ['09:00-17:00'], fri: ['09:00-15:00'] }
`,
  gold: `kind: agreement
id: mail-gold
type: SLA
name: Mail for ACME
provider: it
customer: acme
calendar: berlin-office
warnAt: [50]
targets:
  - { ticket: incident, respond: 30m, resolve: 8h }
penalties:
  - { name: Late resolution, target: resolve, beyond: 0, amount: 100 EUR, most: 150 EUR }
  - { name: Late in a quarter, type: credit, per: period, period: quarter, beyond: 0, amount: 7 EUR }
underpinnedBy: [network-ola, gone-uc]
agreed: { provider: ada, customer: carol }
inForce: { from: 2025-01-01, timeZone: Europe/Berlin }
`,
  ola: `kind: agreement
id: network-ola
type: OLA
name: Network
provider: network
calendar: berlin-office
targets:
  - { ticket: incident, respond: 30m, resolve: 10h }
agreed: { provider: nils, customer: ada }
inForce: { from: 2025-01-01, until: 2025-12-31, timeZone: Europe/Berlin }
`,
  platinum: `kind: agreement
id: mail-platinum
type: SLA
name: More time
customer: acme
calendar: berlin-office
targets:
  - { ticket: incident, resolve: 10h }
`,
} as const

export interface Desk {
  readonly folder: string
  readonly cli: (...typed: string[]) => Promise<Called>
  /** what a command answers with --json; it must be done, and say nothing else */
  readonly json: (...typed: string[]) => Promise<unknown>
  /** asks a command of service-levels */
  readonly ask: (...typed: string[]) => Promise<Called>
  /** what a command of service-levels answers with --json */
  readonly jsonOf: (...typed: string[]) => Promise<unknown>
  /** must be done */
  readonly done: (...typed: string[]) => Promise<void>
  /** writes a file and answers its path */
  readonly write: (name: string, text: string) => string
  readonly close: () => void
}

/** A ledger in a folder of its own. */
export const openDesk = (): Desk => {
  const folder = mkdtempSync(join(tmpdir(), 'deskledger-service-levels-'))
  const cli = (...typed: string[]) => called([...typed, '--ledger', join(folder, 'ledger')])
  const json = async (...typed: string[]): Promise<unknown> => {
    const answered = await cli(...typed, '--json')
    expect([answered.code, answered.err]).toEqual([0, ''])
    return answered.json()
  }
  return {
    folder,
    cli,
    json,
    ask: (...typed) => cli('service-levels', ...typed),
    jsonOf: (...typed) => json('service-levels', ...typed),
    done: async (...typed) => {
      const { code, err } = await cli(...typed)
      if (code !== 0) throw new Error(`${typed.join(' ')}: ${err}`)
    },
    write: (name, text) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Four tickets: one that waits for its caller overnight, one done in two hours, one that is open, and one of nobody. */
export const fillTickets = async ({ done }: Desk): Promise<void> => {
  const raise = (id: string, at: string, ...more: string[]) =>
    done('incident', 'raise', id, '--summary', 'Mail', '--impact', '2', '--urgency', '2', '--at', at, ...more)
  const on = (at: string, ...typed: string[]) => done('incident', ...typed, '--at', at)
  const acme = ['--customer', 'acme', '--service', 'mail', '--group', 'network'] as const
  await raise('INC0000001', '2025-04-07T08:00Z', ...acme)
  await on('2025-04-07T08:10Z', 'accept', 'INC0000001')
  await on(
    '2025-04-07T12:00Z',
    'hold',
    'INC0000001',
    '--reason',
    'AwaitingCaller',
    '--comment',
    'Which screen?',
    '--by',
    'bea',
  )
  await on('2025-04-08T07:00Z', 'resume', 'INC0000001')
  await on('2025-04-08T12:00Z', 'resolve', 'INC0000001', '--code', 'Solved', '--text', 'Restarted')
  await raise('INC0000002', '2025-04-07T08:00Z', ...acme)
  await on('2025-04-07T08:05Z', 'accept', 'INC0000002')
  await on('2025-04-07T10:00Z', 'resolve', 'INC0000002', '--code', 'Solved', '--text', 'Restarted')
  await raise('INC0000003', '2025-05-30T12:00Z', ...acme)
  await raise('INC0000004', '2025-05-30T12:00Z')
}

/** The same under an agreement: one missed by an hour, one met, one that runs, and one that nothing is promised for. */
export const fillDesk = async (desk: Desk): Promise<void> => {
  const { done, write } = desk
  const named = ['calendar', 'gold', 'ola'] as const
  await done('apply', ...named.map((name) => write(`${name}.yaml`, files[name])), '--at', '2024-12-01', '--by', 'ada')
  await fillTickets(desk)
}
