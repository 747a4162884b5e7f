import type { CommandEntry } from './entry.ts'

export const keeping: readonly CommandEntry[] = [
  {
    name: 'verify',
    summary: 'check every hash, and every live document against a fresh fold; name the first difference',
    examples: [['verify', 'exit code 1 when anything differs']],
    load: () => import('../commands/verify.ts'),
  },
  {
    name: 'rebuild',
    summary: 'build read models anew from the log, beside the ones in use, and switch when they are the same',
    arguments: [{ name: '[read-model]', text: 'one alone; default: all' }],
    examples: [
      ['rebuild', 'all of them'],
      ['rebuild incident-queue', 'one of them'],
      ['rebuild --replace', 'after verify found the log in order and a read model changed by other hands'],
    ],
    options: [{ flags: '--replace', text: 'switch also where the build in use says something else than the log' }],
    load: () => import('../commands/rebuild.ts'),
  },
  {
    name: 'parked',
    summary: 'streams that a read model could not take, and wait',
    arguments: [{ name: '[retry]', text: 'take them up again, in order', choices: ['retry'] }],
    examples: [
      ['parked', 'which, since which event, and why'],
      ['parked retry', 'after the cause was mended'],
    ],
    load: () => import('../commands/parked.ts'),
  },
  {
    name: 'status',
    summary: 'how far every read model is, what it holds and what waits',
    examples: [['status', 'positions, lag, documents, parked streams']],
    load: () => import('../commands/status.ts'),
  },
  {
    name: 'export',
    summary: 'write the events as JSON lines, in log order',
    options: [{ flags: '--stream <stream>', text: 'one stream alone, such as incident-INC0000045' }],
    examples: [
      ['export > ledger.jsonl', 'the whole ledger; "import ledger.jsonl --mapping ledger" reads it'],
      ['export --stream incident-INC0000045', 'one stream'],
    ],
    load: () => import('../commands/export.ts'),
  },
  {
    name: 'copy',
    summary: 'copy the log of a ledger to another store, and read it back hash by hash; run it again to go on',
    ownPlace: true,
    options: [
      { flags: '--from-events <url-or-path>', text: 'the log to copy: connection string, folder, or file' },
      { flags: '--from-name <name>', text: 'name of that ledger, where several share its server' },
      { flags: '--to-events <url-or-path>', text: 'where to: empty, or holding the beginning of that log' },
      { flags: '--to-name <name>', text: 'name of the ledger there' },
    ],
    examples: [
      ['copy --from-events ./deskledger-data --to-events esdb://localhost:2113', 'from a folder to EventStoreDB'],
      ['copy --from-events esdb://localhost:2113 --to-events ./back/events.db', 'and back'],
    ],
    endsItself: true,
    load: () => import('../commands/copy.ts'),
  },
]
