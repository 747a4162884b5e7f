import { join } from 'node:path'
import { run } from './run.js'
import { plant, root } from './tree.js'

describe('the compiler', () => {
  const planted = [
    ['index.ts', 'an index that may miss', 'export const first = (all: readonly number[]): number => all[0]', 'TS2322'],
    [
      'optional.ts',
      'an optional field set to undefined',
      'export const o: { a?: number } = { a: undefined }',
      'TS2375',
    ],
    [
      'case.ts',
      'a case that falls through',
      'export const f = (n: number): void => {\n  switch (n) {\n    case 1:\n      n++\n    default:\n      n--\n  }\n}',
      'TS7029',
    ],
    ['enum.ts', 'an enum', 'export enum Kind {\n  A,\n}', 'TS1294'],
    ['type.ts', 'a parameter without a type', 'export const f = (a) => a', 'TS7006'],
    ['process.ts', 'the process in a practice', 'export const home = process.env', 'TS2591'],
  ]
  const place = 'packages/practices/src/incident'
  const folder = plant(Object.fromEntries(planted.map(([file, , text]) => [`${place}/${file}`, `${text}\n`])))
  const { stdout } = run(folder, ['node_modules/typescript/bin/tsc', '-p', 'packages/practices', '--pretty', 'false'])

  it.each(planted)('refuses in %s: %s', (file, _, __, code) => {
    expect(
      stdout
        .split('\n')
        .filter((line) => line.startsWith(`${place}/${file}`))
        .join(),
    ).toContain(code)
  })
})

describe('the form', () => {
  it('of what is not formatted is refused, and of nothing else', () => {
    const folder = plant({
      'apps/cli/src/good.ts': 'export const one = 1\n',
      'apps/cli/src/bad.ts': 'export const one = "1";\n',
    })
    const { status, stderr } = run(folder, ['node_modules/prettier/bin/prettier.cjs', '--check', 'apps/cli/src'])
    expect(status).toBe(1)
    expect(stderr).toContain('apps/cli/src/bad.ts')
    expect(stderr).not.toContain('good.ts')
  })
})

describe('what nobody uses', () => {
  const place = 'packages/kernel/src'
  const folder = plant({
    [`${place}/index.ts`]: "export { used } from './planted.ts'\n",
    [`${place}/planted.ts`]:
      'export const used = 1\nexport const unusedExport = 2\nexport interface UnusedType {\n  readonly a: 1\n}\n',
    [`${place}/orphan.ts`]: 'export const orphan = 1\n',
    'packages/runtime/src/index.ts': "import '@deskledger/practices/incident'\n",
    'packages/event-store-sqlite/src/writer.ts': 'export {}\n',
  })
  const knip = ['node_modules/knip/bin/knip.js', '--reporter', 'json', '--no-progress']
  const { status, stdout } = run(folder, knip)
  const { issues = [], files = [] } = JSON.parse(stdout)
  const issuesOf = (file) => issues.find((issue) => issue.file === file) ?? {}
  const orphans = [...files, ...issues.flatMap((issue) => (issue.files ?? []).map(({ name }) => name))]

  it('fails the run', () => {
    expect(status).toBe(1)
  })
  it('is found among exports and types', () => {
    const { exports, types } = issuesOf(`${place}/planted.ts`)
    expect(exports.map(({ name }) => name)).toStrictEqual(['unusedExport'])
    expect(types.map(({ name }) => name)).toStrictEqual(['UnusedType'])
  })
  it('is found among files, but a worker is used', () => {
    expect(orphans).toContain(`${place}/orphan.ts`)
    expect(orphans).not.toContain('packages/event-store-sqlite/src/writer.ts')
  })
  it('is found among dependencies', () => {
    expect(issuesOf('packages/kernel/package.json').dependencies.map(({ name }) => name)).toContain('fp-ts')
  })
  it('is told from what is used and not declared', () => {
    expect(issuesOf('packages/runtime/src/index.ts').unlisted.map(({ name }) => name)).toStrictEqual([
      '@deskledger/practices',
    ])
  })
})

describe('a package that cannot be imported', () => {
  it('is refused before it is published', () => {
    const door = { types: './dist/none.d.ts', default: './dist/none.js' }
    const described = { name: 'planted', version: '1.0.0', type: 'module', files: ['dist'], exports: { '.': door } }
    const folder = plant({ 'planted/package.json': JSON.stringify(described), 'planted/dist/index.js': 'export {}\n' })
    const { status, stdout, stderr } = run(join(folder, 'planted'), ['node_modules/publint/src/cli.js', '--strict'])
    expect(status).toBe(1)
    expect(stdout + stderr).toContain('dist/none.js')
  })
  it('is refused as well when a door has no types', () => {
    const exports = {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './bare': { types: './dist/none.d.ts', default: './dist/bare.js' },
    }
    const folder = plant({
      'planted/package.json': JSON.stringify({
        name: 'planted',
        version: '1.0.0',
        type: 'module',
        files: ['dist'],
        exports,
      }),
      'planted/dist/index.js': 'export {}\n',
      'planted/dist/index.d.ts': 'export {}\n',
      'planted/dist/bare.js': 'export {}\n',
    })
    const attw = [
      'node_modules/@arethetypeswrong/cli/dist/index.js',
      '--pack',
      '.',
      '--profile',
      'esm-only',
      '--format',
      'json',
    ]
    const { status, stdout } = run(join(folder, 'planted'), attw)
    expect({ status, stdout }).toStrictEqual({ status: 1, stdout: expect.stringContaining('UntypedResolution') })
  })
})

describe('a test run', () => {
  const half = 'export const f = (n: number): number => (n > 0 ? 1 : n < 0 ? -1 : 0)\n'
  const spec = (expected) =>
    `import { f } from './half.ts'\nit('is one', () => {\n  expect(f(1)).toBe(${expected})\n})\n`
  const jest = (files, ...options) => {
    const folder = join(plant(files), 'packages/kernel')
    const tested = run(folder, ['tools/jest.js', '--json', '--outputFile=result.json', ...options])
    return { tested, verdict: run(folder, ['tools/verdict.js', 'result.json']) }
  }
  const place = 'packages/kernel/src'
  const failing = jest({ [`${place}/half.ts`]: half, [`${place}/half.spec.ts`]: spec(2) })
  const broken = jest({ [`${place}/half.ts`]: half, [`${place}/half.spec.ts`]: "import './nowhere.ts'\n" })
  const uncovered = jest({ [`${place}/half.ts`]: half, [`${place}/half.spec.ts`]: spec(1) }, '--coverage')
  const skipping = jest({
    [`${place}/half.ts`]: half,
    [`${place}/half.spec.ts`]: `${spec(1)}it.skip('later', () => {})\nit.todo('some')\n`,
  })

  it('with a failing test fails, and its verdict says so', () => {
    expect(failing.tested.status).toBe(1)
    expect(failing.verdict).toMatchObject({ status: 1, stdout: '0 passed, 1 failed, 0 skipped\n' })
  })
  it('with a suite that cannot start fails, and its verdict says so', () => {
    expect(broken.tested.status).toBe(1)
    expect(broken.verdict).toMatchObject({ status: 1, stdout: '0 passed, 1 failed, 0 skipped\n' })
  })
  it('that leaves branches untested fails under coverage alone', () => {
    expect(uncovered.tested.status).toBe(1)
    expect(uncovered.tested.stderr).toMatch(/coverage for branches .* does not meet/i)
    expect(uncovered.verdict).toMatchObject({ status: 0, stdout: '1 passed, 0 failed, 0 skipped\n' })
  })
  it('counts what was skipped', () => {
    expect(skipping.tested.status).toBe(0)
    expect(skipping.verdict).toMatchObject({ status: 0, stdout: '1 passed, 0 failed, 2 skipped\n' })
  })
  it('that never happened has a verdict that fails', () => {
    expect(run(root, ['tools/verdict.js', 'nowhere.json'])).toMatchObject({
      status: 1,
      stdout: '0 passed, 0 failed, 0 skipped\n',
      stderr: expect.stringContaining('No test ran'),
    })
  })
})
