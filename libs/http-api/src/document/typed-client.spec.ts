import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { openDesk } from '../api.spec.kit.ts'
import { fillDesk } from '../endpoints/reports/filled.spec.kit.ts'
import { client, mistaken } from './typed-client.spec.kit.ts'

import.meta.jest.setTimeout(120_000)

const committed = new URL('../../../../docs/reference/openapi.json', import.meta.url)
const modules = dirname(dirname(createRequire(import.meta.url).resolve('openapi-fetch/package.json')))
const names = Object.keys(mistaken)

/** A file, and what is wrong with it. */
type Mistaken = readonly [file: string, message: string]

let folder = ''
let mistakes: readonly Mistaken[] = []

const fileOf = (name: string): string => join(folder, `${name.replaceAll(' ', '-')}.ts`)

/** Compiles files strictly, each to a program beside it. */
const compiled = (files: readonly string[]): readonly Mistaken[] => {
  const program = ts.createProgram(files, {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    types: ['node'],
    typeRoots: [join(modules, '@types')],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    skipLibCheck: true,
  })
  program.emit()
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => [file?.fileName ?? '', ts.flattenDiagnosticMessageText(messageText, '\n')])
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskledger-client-'))
  symlinkSync(modules, join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'deskledger-api.d.ts'), astToString(await openapiTS(readFileSync(committed, 'utf8'))))
  writeFileSync(fileOf('client'), client)
  for (const name of names) writeFileSync(fileOf(name), mistaken[name] ?? '')
  mistakes = compiled(['client', ...names].map(fileOf))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a client of somebody else, on types made from the committed document', () => {
  it('compiles, strictly', () => {
    const wrong = names.map(fileOf)
    expect(mistakes.filter(([file]) => !wrong.includes(file))).toEqual([])
  })

  it.each(names)('does not compile with %s', (name) => {
    expect(mistakes.map(([file]) => file)).toContain(fileOf(name))
  })

  it('raises, resolves, lists and reports over HTTP', async () => {
    const desk = await openDesk()
    await fillDesk(desk)
    await desk.api.listen(0, '127.0.0.1')
    const token = await desk.issuer.issue({ subject: 'ann' as never, roles: ['agent'] })
    const program = join(folder, 'client.js')
    const typed = [program, await desk.api.url(), token]
    const { stdout } = await promisify(execFile)(process.execPath, typed).finally(desk.close)
    expect(JSON.parse(stdout)).toEqual({
      raised: ['IncidentRaised'],
      resolved: expect.arrayContaining(['IncidentResolved']) as string[],
      rows: 1,
      due: [['INC0000002', expect.any(String)]],
      compliance: [1, [['network', 0]]],
      refused: [404, 'Not found'],
    })
  })
})
