import type { Command } from 'commander'
import { Readable, Writable } from 'node:stream'
import { groups } from '../../catalogue/groups.ts'
import type { Io } from '../../io.ts'
import { program } from '../../program.ts'

const nowhere = (): Writable & { readonly columns: number } =>
  Object.assign(
    new Writable({
      write: (_chunk, _encoding, done) => {
        done()
      },
    }),
    { columns: 100 },
  )

const io: Io = {
  stdin: Readable.from([]),
  stdout: nowhere(),
  stderr: nowhere(),
  env: {},
  now: () => 0,
  user: () => '',
  interrupted: new AbortController().signal,
}

/** The help of a command with what is added after it. */
const helpOf = (command: Command): string => {
  let text = ''
  command.configureOutput({ writeOut: (piece) => (text += piece), getOutHelpWidth: () => 100 })
  command.outputHelp()
  return text.trim().replace(/[ \t]+$/gm, '')
}

const partOf = (command: Command, level: string, name: string): readonly string[] => [
  `${level} ${name}`,
  '',
  '```text',
  helpOf(command),
  '```',
  '',
]

const namesOf = (command: Command): readonly Command[] => command.commands.filter((one) => one.name() !== 'help')

/** Every command with its help, as the program prints it. */
export const commandLinePage = async (): Promise<string> => {
  const names = groups.map(({ name }) => name)
  const root = await program(io, names, () => undefined)
  const parts = namesOf(root).flatMap((command) => [
    ...partOf(command, '##', `deskledger ${command.name()}`),
    ...namesOf(command).flatMap((verb) => partOf(verb, '###', `deskledger ${command.name()} ${verb.name()}`)),
  ])
  return [
    '# Command line',
    '',
    'Results go to standard output, messages and progress to standard error. With `--json` a result is JSON, and so is the',
    'sentence of a failure. `NO_COLOR` switches colours off.',
    '',
    ...partOf(root, '##', 'deskledger'),
    ...parts,
  ].join('\n')
}
