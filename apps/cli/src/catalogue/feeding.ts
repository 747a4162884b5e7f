import type { CommandEntry } from './entry.ts'

export const feeding: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary:
      'import the bundled log of 10,000 real incidents under an agreement of ours, report, explain, verify, say what to try next',
    examples: [
      ['demo', 'into ./deskledger-demo; a second run finds everything there already'],
      ['demo --ledger /tmp/demo --json', 'the figures as one JSON object'],
      ['demo --events esdb://log.example:2113 --views mongodb://views.example --name demo', 'on servers'],
    ],
    endsItself: true,
    load: () => import('../commands/demo.ts'),
  },
  {
    name: 'import',
    summary: 'import the log of another system, or the export of a ledger; run it again to go on or to add new rows',
    arguments: [{ name: '<file>', text: 'the log, plain or gzip; "-" is standard input' }],
    options: [
      {
        flags: '--mapping <name-or-path>',
        text: 'what the columns mean: a shipped mapping, "ledger" for an export, or a file',
      },
      { flags: '--dry-run', text: 'read and check everything, write nothing' },
    ],
    examples: [
      ['import incidents.csv.gz --mapping servicenow', 'import a ServiceNow audit log'],
      ['import helpdesk.csv --mapping ./helpdesk.json --dry-run', 'try a mapping of your own'],
      ['export | deskledger import - --mapping ledger --ledger copy', 'copy a ledger, byte for byte'],
    ],
    endsItself: true,
    load: () => import('../commands/import.ts'),
  },
]
