import { run } from './run.js'
import { plant, root } from './tree.js'

const another = 'a practice never imports another practice'
const around = 'no reaching around a door'
const doors = 'examples know the doors only'
const pure = 'pure rooms know fp-ts and io-ts only'
const undeclared = 'every package is declared'
const adapter = 'room packages/(event|read)-store-\\w+'

/** Where a file is planted, what it imports, and all the rules that must catch it. */
const planted = [
  ['packages/kernel/src/p.ts', '@deskledger/practices/incident', ['room packages/kernel']],
  ['packages/kernel/src/p.spec.ts', '@deskledger/practices/incident', ['specs of packages/kernel']],
  ['packages/practices/src/incident/p.ts', '@deskledger/reports', ['room packages/practices']],
  ['packages/practices/src/incident/p.spec.ts', '@deskledger/runtime', ['specs of packages/practices']],
  ['packages/flows/src/p.ts', '@deskledger/runtime', ['room packages/flows']],
  ['packages/flows/src/p.spec.ts', '@deskledger/runtime', ['specs of packages/flows']],
  ['packages/reports/src/p.ts', '@deskledger/event-store', ['room packages/reports']],
  ['packages/reports/src/p.spec.ts', '@deskledger/runtime', ['specs of packages/reports']],
  ['packages/event-store/src/p.ts', '@deskledger/read-store', ['room packages/(event|read)-store']],
  ['packages/read-store/src/p.spec.ts', '@deskledger/event-store', ['specs of packages/(event|read)-store']],
  ['packages/event-store-sqlite/src/p.ts', '@deskledger/practices/incident', [adapter]],
  ['packages/read-store-sqlite/src/p.ts', '@deskledger/event-store-sqlite', [adapter]],
  ['packages/read-store-sqlite/src/p.spec.ts', '@deskledger/runtime', ['specs of packages/(event|read)-store-\\w+']],
  ['packages/runtime/src/p.ts', '@deskledger/practices/incident', ['room packages/runtime']],
  ['packages/runtime/src/p.spec.ts', '@deskledger/practices/incident', ['specs of packages/runtime']],
  ['packages/embedded/src/p.ts', '@deskledger/practices/incident', ['room packages/embedded']],
  ['packages/embedded/src/p.spec.ts', '@deskledger/practices/incident', ['specs of packages/embedded']],
  ['packages/nest/src/p.ts', '@deskledger/practices/incident', ['room packages/nest']],
  ['packages/nest/src/p.spec.ts', '@deskledger/reports', ['specs of packages/nest']],
  ['packages/tracing/src/p.ts', '@deskledger/event-store', ['room packages/tracing']],
  ['packages/tracing/src/p.spec.ts', '@deskledger/practices/incident', ['specs of packages/tracing']],
  ['packages/testing/src/p.ts', '@deskledger/runtime', ['room packages/testing']],
  ['packages/testing/src/p.spec.ts', '@deskledger/runtime', ['specs of packages/testing']],
  [
    'libs/settings/src/p.ts',
    '../../../apps/cli/src/main.ts',
    ['room libs/(access|nouns|register|importing|applying|openapi|settings|http-api)', around],
  ],
  [
    'libs/settings/src/p.spec.ts',
    '../../../apps/cli/src/main.ts',
    ['specs of libs/(access|nouns|register|importing|applying|openapi|settings|http-api)', around],
  ],
  ['libs/servers/src/p.ts', '@deskledger/kernel', ['room libs/servers']],
  ['libs/servers/src/p.spec.ts', '@deskledger/runtime', ['specs of libs/servers']],
  ['apps/cli/src/p.ts', '../../../benchmarks/src/main.ts', ['room apps/\\w+', around]],
  ['apps/cli/src/p.spec.ts', '../../../benchmarks/src/main.ts', ['specs of apps/\\w+', around]],
  ['benchmarks/src/p.ts', '../../apps/cli/src/main.ts', ['room benchmarks', around]],
  ['benchmarks/src/p.spec.ts', '../../apps/cli/src/main.ts', ['specs of benchmarks', around]],
  ['examples/p.ts', '../apps/cli/src/main.ts', ['room examples', doors]],
  ['examples/p.spec.ts', '../apps/cli/src/main.ts', ['specs of examples', doors]],
  ['examples/p1.ts', '../packages/practices/src/incident/events.ts', [doors]],
  ['packages/new-room/src/p.ts', '@deskledger/kernel', ['every room is listed']],
  ['packages/practices/src/incident/p1.ts', '../problem/p.ts', [another]],
  ['packages/practices/src/problem/p2.ts', '@deskledger/practices/incident', [another]],
  ['packages/practices/src/problem/rules/p.ts', '../../incident/index.ts', [another]],
  ['packages/kernel/src/p1.ts', 'node:crypto', [pure]],
  ['packages/practices/src/incident/p2.ts', 'node:fs', [pure]],
  ['packages/flows/src/p1.ts', 'node:timers', [pure]],
  ['packages/reports/src/p1.ts', 'node:sqlite', [pure]],
  ['packages/event-store/src/memory.ts', 'node:crypto', [pure]],
  ['packages/read-store/src/memory.ts', 'fast-check', [pure, undeclared]],
  ['packages/kernel/src/hashing.ts', 'node:fs', ['hashing knows node:crypto as well']],
  ['packages/event-store/src/contract/p.ts', 'node:fs', ['contracts know fast-check and Jest as well']],
  ['packages/testing/src/p1.ts', 'node:http', ['testing knows fast-check, Jest, files and turns as well']],
  ['apps/cli/src/p1.ts', '../../../packages/kernel/src/index.ts', [around]],
  ['benchmarks/src/p1.ts', '../../packages/kernel/src/index.ts', [around]],
  ['packages/kernel/src/p2.ts', './p2.ts', ['no cycles']],
  ['packages/kernel/src/p3.ts', './nowhere.ts', ['every import resolves', pure]],
  ['packages/runtime/src/p1.ts', 'csv-parse', [undeclared]],
  ['benchmarks/src/p2.ts', 'csv-parse', [undeclared]],
]

/** The ways out that are meant. */
const permitted = [
  ['packages/kernel/src/words.ts', 'io-ts'],
  ['packages/kernel/src/either.ts', 'fp-ts/lib/Either.js'],
  ['packages/kernel/src/hashing.ts', 'node:crypto'],
  ['packages/practices/src/incident/fine.spec.ts', '@deskledger/testing'],
  ['packages/practices/src/incident/fine.ts', '@deskledger/kernel'],
  ['packages/practices/src/incident/rules/fine.ts', '../events.ts'],
  ['packages/reports/src/fine.ts', '@deskledger/read-store'],
  ['packages/testing/src/fine.ts', 'fast-check'],
  ['packages/testing/src/golden.ts', 'node:fs'],
  ['packages/testing/src/crashing.ts', 'node:timers/promises'],
  ['packages/testing/src/stores.ts', '@deskledger/read-store'],
  ['packages/event-store/src/contract/fine.spec.ts', 'fast-check'],
  ['packages/runtime/src/fine.ts', '@deskledger/event-store'],
  ['packages/embedded/src/fine.ts', '@deskledger/read-store-sqlite'],
  ['packages/event-store-sqlite/src/fine.ts', 'node:worker_threads'],
  ['benchmarks/src/fine.ts', '@deskledger/runtime'],
  ['examples/fine.ts', '@deskledger/runtime'],
  ['examples/fine.spec.ts', '@deskledger/practices/incident'],
]

const violations = (imports) => {
  const files = {
    'apps/cli/src/main.ts': 'export {}\n',
    'benchmarks/src/main.ts': 'export {}\n',
    'packages/practices/src/problem/p.ts': 'export {}\n',
    'packages/practices/src/incident/events.ts': 'export {}\n',
  }
  for (const room of ['flows', 'nest', 'new-room']) files[`packages/${room}/package.json`] = '{ "type": "module" }'
  for (const [file, imported] of imports) files[file] = `import type {} from '${imported}'\n`
  const depcruise = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'
  const rooms = ['packages', 'libs', 'apps', 'benchmarks', 'examples']
  const { stdout } = run(plant(files), [
    depcruise,
    '--config',
    `${root}/.dependency-cruiser.js`,
    '-T',
    'json',
    ...rooms,
  ])
  return JSON.parse(stdout).summary.violations
}
const rulesFor = (found, file) =>
  found
    .filter(({ from }) => from === file)
    .map(({ rule }) => rule.name)
    .sort()

describe('the rooms', () => {
  const found = violations(planted)
  const passed = violations(permitted)
  it.each(planted)('%s importing %s is caught', (file, _, rules) => {
    expect(rulesFor(found, file)).toStrictEqual([...rules].sort())
  })
  it('are found in nothing else', () => {
    const files = planted.map(([file]) => file)
    expect(found.filter(({ from }) => !files.includes(from))).toStrictEqual([])
  })
  it('have each of their rules broken by something planted', async () => {
    const { default: config } = await import(`${root}/.dependency-cruiser.js`)
    const broken = new Set(planted.flatMap(([, , rules]) => rules))
    expect(config.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toStrictEqual([])
  })
  it('let through what is meant to pass', () => {
    expect(passed.map(({ from, to, rule }) => `${from} -> ${to}: ${rule.name}`)).toStrictEqual([])
  })
})
