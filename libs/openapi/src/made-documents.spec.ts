import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { desk } from './desk.spec.kit.ts'
import { textOf } from './document-of.ts'
import { made } from './made.spec.kit.ts'
import type { OpenApi } from './open-api.ts'

const document = made(desk)
const copy = (): Record<string, unknown> => JSON.parse(textOf(document)) as Record<string, unknown>
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskledger-openapi-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const require = createRequire(import.meta.url)
const redocly = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js')
interface Linted {
  readonly problems: readonly { readonly ruleId: string; readonly message: string }[]
}

const linted = async (name: string, text: string): Promise<readonly string[]> => {
  await writeFile(join(folder, name), text)
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const ran = promisify(execFile)(process.execPath, [redocly, 'lint', name, '--format=json'], { cwd: folder, env })
  const { stdout } = await ran.catch((failure: unknown) => failure as { readonly stdout: string })
  const { problems } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Linted
  return problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

describe('the document of every command of the register', () => {
  it('is found without fault by a linter of OpenAPI', async () => {
    expect(await linted('desk.json', textOf(document))).toEqual([])
  })
  it('would not be, were an example not what its schema says', async () => {
    const spoilt = textOf(document).replace('"incidentId": "INC0000001"', '"incidentId": 7')
    expect((await linted('spoilt.json', spoilt)).join()).toContain('example')
  })
  it('keeps to the schema of OpenAPI 3.1, its references lead somewhere', async () => {
    const good = await new Validator().validate(copy())
    expect(good).toEqual({ valid: true })
    expect((await new Validator().validate({ ...copy(), info: {} })).valid).toBe(false)
  })
  it('has schemas of JSON Schema 2020-12, each of which compiles', () => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      formats: { date: true, 'date-time': true, uuid: true, int64: true, 'uri-reference': true },
    })
    ajv.addKeyword('discriminator')
    const references = textOf(document).replaceAll('"#/components/schemas/', '"')
    const { components } = JSON.parse(references) as Pick<OpenApi, 'components'>
    for (const [name, schema] of Object.entries(components.schemas)) ajv.addSchema(schema, name)
    for (const name of Object.keys(components.schemas)) expect(ajv.getSchema(name)).toBeInstanceOf(Function)
  })
})

const use = `
import type { components, operations, paths } from './desk.js'
type Resolve = NonNullable<paths['/v1/incident/{id}/resolve-incident']['post']['requestBody']>['content']['application/json']
export const resolve: Resolve = { incidentId: 'INC0000001', code: 'solved', text: 'Restarted.' }
// @ts-expect-error a body has no type: the path says it
export const typed: Resolve = { ...resolve, type: 'ResolveIncident' }
export const command: components['schemas']['Command'] = { type: 'StartWork', incidentId: 'INC0000001' }
// @ts-expect-error there is no such command
export const unknown: components['schemas']['Command'] = { type: 'StopWork', incidentId: 'INC0000001' }
export const level: components['schemas']['Level'] = 3
export const query: operations['incidentQueue']['parameters']['query'] = { limit: 5 }
export const assignee = (rows: operations['incidentQueue']['responses'][200]['content']['application/json']): string | null =>
  rows[0]?.assignee ?? null
`

describe('a client made from the document', () => {
  it('compiles, and knows what may be asked', async () => {
    const types = astToString(await openapiTS(textOf(document)))
    await writeFile(join(folder, 'desk.d.ts'), types)
    await writeFile(join(folder, 'use.ts'), use)
    const program = ts.createProgram([join(folder, 'use.ts')], {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: [],
      lib: ['lib.es2023.d.ts'],
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      skipLibCheck: false,
    })
    const mistakes = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    expect(mistakes).toEqual([])
  })
})
