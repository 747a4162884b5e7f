import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installed, standInFile } from './installing.ts'
import { mustRun, run } from './programs.ts'
import { serve, type Serving } from './serving.ts'
import { Lacking, type Start } from './test-mongo-db.ts'

/** As in requirements.txt. GPL-2.0: a process of its own for tests, never a dependency of what is published. */
const VERSION = '0.7.0b3'
/** The versions of Python for which everything in requirements.txt is there built. */
const PYTHONS = ['3.11', '3.12', '3.13']

interface Python {
  readonly program: string
  readonly version: string
}

const python = async (): Promise<Python> => {
  for (const program of ['python3', ...PYTHONS.map((version) => `python${version}`)]) {
    const ended = await run(program, ['-c', "import sys; print('%d.%d' % sys.version_info[:2])"])
    if ('printed' in ended && PYTHONS.includes(ended.printed)) return { program, version: ended.printed }
  }
  throw new Lacking(`it needs Python ${PYTHONS.join(', ')} on PATH`)
}

/** Python's installer; where Python came without it, that of a virtual environment made for the purpose. */
const installerOf = async ({ program }: Python, draft: string): Promise<string> => {
  if ('printed' in (await run(program, ['-m', 'pip', '--version']))) return program
  const environment = join(draft, 'environment')
  await mustRun(program, ['-m', 'venv', environment], draft)
  return join(environment, 'bin/python')
}

const site = async (found: Python): Promise<string> => {
  const folder = await installed(`secantusdb-${VERSION}-py${found.version}`, async (draft) => {
    const installer = await installerOf(found, draft)
    const options = ['--quiet', '--disable-pip-version-check', '--root-user-action=ignore', '--only-binary=:all:']
    const what = ['--target', join(draft, 'site'), '-r', standInFile('requirements.txt')]
    await mustRun(installer, ['-m', 'pip', 'install', ...options, ...what], draft)
  })
  return join(folder, 'site')
}

const portOf = (url: string): string => new URL(url).port

/** SecantusDB in a temporary folder: what it acknowledged outlives it. */
export const startSecantusDb: Start = async () => {
  const found = await python()
  const environment = { PYTHONPATH: await site(found) }
  const folder = await mkdtemp(join(tmpdir(), 'secantusdb-'))
  const start = (port: string): Promise<Serving> =>
    serve({
      program: found.program,
      arguments: [standInFile('serve_secantusdb.py'), folder, port],
      environment,
    })
  let serving = await start('0')
  const { line } = serving
  return {
    url: `${line}?directConnection=true`,
    stop: async () => {
      await serving.stop()
      await rm(folder, { recursive: true, force: true })
    },
    kill: () => serving.kill(),
    startAgain: async () => {
      serving = await start(portOf(line))
    },
  }
}
