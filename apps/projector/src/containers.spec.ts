import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv, type AnySchema } from 'ajv'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { parse } from 'yaml'

const folder = fileURLToPath(new URL('../../../docker/', import.meta.url))
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** The part of a compose file that is looked at here. */
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly secrets?: Readonly<Record<string, { readonly environment?: string }>>
}
interface Service {
  readonly image?: string
  readonly restart?: string
  readonly healthcheck?: object
  readonly build?: object
  readonly environment?: Readonly<Record<string, string | number>>
  readonly secrets?: readonly string[]
  readonly ports?: readonly string[]
}

const schema = JSON.parse(read('compose-spec.schema.json')) as AnySchema
const isCompose = new Ajv({ strict: false, validateSchema: false, meta: false, allErrors: true }).compile(schema)
const mistakesIn = (text: string): readonly string[] =>
  isCompose(parse(text, { merge: true }))
    ? []
    : (isCompose.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)

const names = readdirSync(folder).filter((name) => /^compose.*\.yaml$/.test(name))
const composed = (name: string): Compose => parse(read(name), { merge: true }) as Compose
const main = composed('compose.yaml')
const services = names.flatMap((name) =>
  Object.entries(composed(name).services).map(([service, body]) => [`${name}: ${service}`, body] as const),
)

describe.each(names)('%s', (name) => {
  it('is a compose file', () => {
    expect(mistakesIn(read(name))).toEqual([])
  })
  it('asks only for variables that .env.example lists, and no secret has a default', () => {
    const example = read('.env.example')
    const secrets = Object.values(composed(name).secrets ?? {}).map(({ environment = '' }) => environment)
    const asked = [...read(name).matchAll(/\$\{(\w+)(:[-?][^}]*)?\}/g)]
    for (const variable of [...secrets, ...asked.map(([, one = '']) => one)])
      expect(example).toMatch(new RegExp(`^#?${variable}=`, 'm'))
    for (const [, variable = '', otherwise = ''] of asked)
      if (/PASSWORD|KEY/.test(variable)) expect(otherwise).toMatch(/^:\?/)
  })
})

describe('the schema of compose files', () => {
  it.each([
    ['a service without a known key', 'services: { one: { image: a, imagee: b } }'],
    ['a number of retries that is none', 'services: { one: { image: a, healthcheck: { retries: [] } } }'],
    ['a port that is none', 'services: { one: { image: a, ports: [{ target: [] }] } }'],
    ['a list of services', 'services: [one]'],
  ])('finds %s', (_what, text) => {
    expect(mistakesIn(text)).not.toEqual([])
  })
})

describe('.env.example', () => {
  it('holds no secret', () => {
    for (const [, variable = '', value = ''] of read('.env.example').matchAll(/^#?(\w+)=(.*)$/gm))
      if (/PASSWORD|KEY/.test(variable)) expect([variable, value]).toEqual([variable, ''])
  })
})

describe.each(services)('%s', (_name, { image, restart, healthcheck, build, environment = {}, ports = [] }) => {
  it('names the exact version of its image', () => {
    expect(image).toMatch(/:\d+\.\d+\.\d+/)
  })
  it('holds no password', () => {
    for (const [variable, value] of Object.entries(environment))
      if (/PASSWORD|KEY/.test(variable) && !/_FILE$/.test(variable))
        expect(String(value)).toMatch(/^\$\{\w+:\?[^}]+\}$/)
  })
  it('is started again when it fails, and watched', () => {
    if (restart === 'unless-stopped') expect(healthcheck ?? build).toBeDefined()
    else expect([undefined, 'on-failure']).toContain(restart)
  })
  it('is reached from this machine alone', () => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  })
})

it('every secret of a service is declared, and every one declared is used', () => {
  const used = Object.values(main.services).flatMap(({ secrets = [] }) => secrets)
  expect(new Set(used)).toEqual(new Set(Object.keys(main.secrets ?? {})))
})

describe('projector.Dockerfile', () => {
  const text = read('projector.Dockerfile')
  const instructions = DockerfileParser.parse(text).getInstructions()
  const having = (keyword: string) => instructions.filter((one) => one.getKeyword() === keyword)

  it('has nothing that a linter finds', () => {
    expect(validate(text)).toEqual([])
    expect(validate('FROM node\nRUNN x\nCMD a\nCMD b\n')).not.toEqual([])
  })
  it('is built on exact versions', () => {
    for (const from of having('FROM'))
      expect(from.getArgumentsContent()).toMatch(/^node:\d+\.\d+\.\d+-[\w-]+( AS \w+)?$/)
  })
  it('runs as nobody in particular, and says whether it is well', () => {
    const last = instructions.findLastIndex((one) => one.getKeyword() === 'FROM')
    const final = instructions.slice(last).map((one) => `${one.getKeyword()} ${one.getArgumentsContent() ?? ''}`)
    expect(final).toContain('USER 1000:1000')
    expect(final.findIndex((one) => one.startsWith('USER'))).toBeLessThan(
      final.findIndex((one) => one.startsWith('ENTRYPOINT')),
    )
    expect(final.some((one) => one.startsWith('HEALTHCHECK'))).toBe(true)
  })
  it('copies what is there, and nothing secret', () => {
    expect(having('ADD')).toEqual([])
    for (const one of [...having('ENV'), ...having('ARG')])
      expect(one.getArgumentsContent()).not.toMatch(/PASSWORD|SECRET|TOKEN/i)
    expect(read('projector.Dockerfile.dockerignore').split('\n')[1]).toBe('*')
  })
})
