import type { CommandEntry } from './entry.ts'

export const asking: readonly CommandEntry[] = [
  {
    name: 'ask',
    summary: 'ask any command, given as JSON',
    options: [
      { flags: '--json <file>', text: 'the command, one JSON object; "-" is standard input' },
      { flags: '--command-id <uuid>', text: 'identity of the command: asked twice, it has one effect' },
    ],
    examples: [
      ['ask --json start.json', 'ask the command in a file; the answer is JSON'],
      [
        `ask --json - <<< '{"type":"StartWork","incidentId":"INC0000001","by":"ann","at":"2025-03-01T09:30:00.000Z"}'`,
        'ask a command typed in',
      ],
    ],
    ownJson: true,
    load: () => import('../commands/ask.ts'),
  },
  {
    name: 'apply',
    summary: 'make agreements and business calendars what files say; run it again to go on, or to find nothing to do',
    arguments: [{ name: '[file...]', text: 'YAML or JSON, one document or several; "-" is standard input' }],
    options: [
      { flags: '--dry-run', text: 'check everything and show the commands, write nothing' },
      { flags: '--schema', text: 'print the JSON Schema of such a document, for editors' },
      { flags: '--by <person>', text: 'who does it', fallback: 'your user name' },
      { flags: '--at <instant>', text: 'when it happened', fallback: 'now' },
    ],
    examples: [
      ['apply calendars.yaml mail-gold.yaml --dry-run', 'what would be asked, or all that is wrong, line by line'],
      ['apply service-levels/*.yaml', 'calendars first, then agreements'],
      ['apply --schema > service-levels.schema.json', 'name it in an editor, and it completes and checks'],
    ],
    endsItself: true,
    load: () => import('../commands/apply.ts'),
  },
]
