import { Command, Option, type OutputConfiguration } from 'commander'
import type { CommandEntry, OptionEntry } from './catalogue/entry.ts'
import { groups } from './catalogue/groups.ts'
import { chapters } from './catalogue/index.ts'
import { placeOptions, type Context, type Options, type Run, type Typed, type TypedPlace } from './context.ts'
import { coloured, painter, type Io } from './io.ts'
import { version } from './version.ts'

/** A command that was picked, ready to run. */
export interface Chosen {
  readonly context: Context
  readonly typed: Typed
  readonly endsItself: boolean
  readonly load: () => Promise<{ readonly run: Run }>
}

type Choose = (chosen: Chosen) => void

const collect = (value: string, before: unknown): readonly string[] => [
  ...(Array.isArray(before) ? (before as readonly string[]) : []),
  value,
]

/** Where the ledger is: a folder, or two stores. For a command, and what is told besides before them. */
const places: readonly (readonly [flags: string, text: string, more: string])[] = [
  ['--ledger <folder>', 'folder of the ledger', ' (default: ./deskledger-data)'],
  ['--events <url-or-file>', 'the log: EventStoreDB, or a file', '; instead of --ledger, with --views'],
  ['--views <url-or-file>', 'the read models: MongoDB, or a file', '; with --events'],
  ['--name <name>', 'name of the ledger on its servers', ', where they hold several'],
  ['--settings <file>', 'JSON file with these settings', '; also DESKLEDGER_EVENTS … in the environment'],
]

const optionOf = ({ flags, text, repeated, fallback, choices }: OptionEntry): Option => {
  const option = new Option(flags, fallback === undefined ? text : `${text} (default: ${fallback})`)
  if (choices) option.choices([...choices])
  return repeated === true ? option.argParser(collect) : option
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Typed after the command wins over typed before it. */
const whereOf = (root: Options, own: Options): TypedPlace =>
  Object.fromEntries(
    ['ledger', ...placeOptions].flatMap((name) => {
      const text = textOf(own[name]) ?? textOf(root[name])
      return text === undefined ? [] : [[name, text] as const]
    }),
  )

const contextOf = (io: Io, root: Options, own: Options): Context => ({
  io,
  where: whereOf(root, own),
  json: own['json'] !== undefined || root['json'] === true,
})

const examplesOf = ({ examples, json }: CommandEntry, io: Io): string => {
  const paint = painter(io, io.stdout)
  const lines = examples.map(([typed, does]) => `  deskledger ${typed}\n    ${paint('dim', does)}`)
  const members = json === undefined ? '' : `\n\n${paint('bold', 'JSON:')}\n  ${json}`
  return `\n${paint('bold', 'Examples:')}\n${lines.join('\n')}${members}`
}

interface Building {
  readonly io: Io
  readonly root: Command
  readonly choose: Choose
}

/** Adds the options that say where; answers those names that the command has for itself: they are said before it. */
const addPlaces = (command: Command, { ownEvents = false }: CommandEntry): ReadonlySet<string> => {
  const taken = new Set(command.options.map((option) => option.attributeName()))
  const options = places.map(([flags, text]) =>
    ownEvents && flags.startsWith('--events')
      ? new Option('--events [url-or-file]', `${text}; without either, the same as --stored`)
      : new Option(flags, text),
  )
  const isTaken = (option: Option): boolean => taken.has(option.attributeName())
  for (const option of options.filter((one) => !isTaken(one))) command.addOption(option)
  return new Set(options.filter(isTaken).map((option) => option.attributeName()))
}

/** Adds one command of the catalogue. */
const add = (parent: Command, entry: CommandEntry, { io, root, choose }: Building): Command => {
  const command = parent.command(entry.name).description(entry.summary)
  for (const argument of entry.arguments ?? []) {
    const made = command.createArgument(argument.name, argument.text)
    command.addArgument(argument.choices ? made.choices([...argument.choices]) : made)
  }
  for (const option of entry.options ?? []) command.addOption(optionOf(option))
  const own = entry.ownPlace === true ? new Set<string>() : addPlaces(command, entry)
  if (entry.ownJson !== true) command.option('--json', 'result as JSON on standard output')
  command.addHelpText('after', () => examplesOf(entry, io))
  return command.action(() => {
    const options: Options = command.opts()
    choose({
      context: contextOf(
        io,
        root.opts(),
        Object.fromEntries(Object.entries(options).filter(([name]) => !own.has(name))),
      ),
      typed: { args: command.processedArgs.flat() as readonly (string | undefined)[], options },
      endsItself: entry.endsItself === true,
      load: entry.load,
    })
  })
}

/** The commands of a group are read only when somebody speaks of them: those of practices need their codecs. */
const addGroup = async (building: Building, group: (typeof groups)[number], wanted: boolean): Promise<void> => {
  const { name, summary, heading, takes, load } = group
  const command = building.root.command(name).description(summary).helpGroup(heading)
  if (wanted) for (const entry of await load()) add(command, entry, building)
  else for (const argument of takes) command.argument(argument)
}

const addCompletion = async (root: Command, wanted: boolean): Promise<void> => {
  if (wanted) {
    const { addCompletion: complete } = await import('./completion.ts')
    complete(root)
  } else
    root
      .command('complete')
      .description('print a completion script')
      .argument('<shell>', 'bash, zsh, fish or powershell')
}

const outputOf = (io: Io): OutputConfiguration => ({
  writeOut: (text) => io.stdout.write(text),
  writeErr: (text) => io.stderr.write(text),
  outputError: () => undefined,
  getOutHelpWidth: () => io.stdout.columns ?? 100,
  getErrHelpWidth: () => io.stderr.columns ?? 100,
  getOutHasColors: () => coloured(io, io.stdout),
  getErrHasColors: () => coloured(io, io.stderr),
})

const START = `
Examples:
  deskledger demo
    ten thousand real incidents, imported, counted and verified
  deskledger incident raise --summary "Mail is down" --impact 1 --urgency 2
    raise an incident
  deskledger list incident-queue --sort priority
    what is open
  deskledger complete bash > ~/.local/share/bash-completion/completions/deskledger
    completion for bash; also zsh, fish and powershell

Exit codes: 0 done, 1 refused or not as it should be, 2 used wrongly, 3 a store failed, 130 interrupted.`

/** The command line, without the code of its commands. `typed` decides what has to be read to build it. */
export const program = async (io: Io, typed: readonly string[], choose: Choose): Promise<Command> => {
  const paint = painter(io, io.stdout)
  const root = new Command('deskledger')
    .description('IT service management as a ledger: every ticket a stream of events, every figure folded from them.')
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print this help, or that of a command')
  for (const [flags, text, more] of places) root.option(flags, text + more)
  root
    .option('--json', 'result as JSON on standard output; messages and progress stay on standard error')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput(outputOf(io))
    .configureHelp({ styleTitle: (title) => paint('bold', title), styleCommandText: (text) => paint('cyan', text) })
    .addHelpText('after', START)
  const building = { io, root, choose }
  for (const { heading, entries } of chapters) {
    root.commandsGroup(heading)
    for (const entry of entries) add(root, entry, building)
    for (const group of groups.filter((one) => one.heading === heading))
      await addGroup(building, group, typed.includes(group.name) || typed[0] === 'complete')
  }
  await addCompletion(root, typed[0] === 'complete')
  return root
}
