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
]
