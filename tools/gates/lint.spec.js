import { run } from './run.js'
import { plant, root } from './tree.js'

const globals = 'no-restricted-globals'
const syntax = 'no-restricted-syntax'
const imports = 'no-restricted-imports'
const kernel = 'packages/kernel/src'
const incident = 'packages/practices/src/incident'
const lines = (count) => Array.from({ length: count }, (_, i) => `export const n${i} = ${i}`).join('\n')
const choices = (count) => Array.from({ length: count }, (_, i) => `  if (n === ${i}) return ${i}`).join('\n')

/** Where a file is planted, its text, and the rule that must catch it. */
const planted = [
  ...['kernel', 'practices', 'flows', 'reports', 'event-store', 'read-store'].flatMap((room) => [
    [`packages/${room}/src/made/date.ts`, 'export const now = (): number => Date.now()', globals],
    [`packages/${room}/src/made/throw.ts`, "export const no = (): never => {\n  throw new Error('no')\n}", syntax],
    [`packages/${room}/src/made/class.ts`, 'export class Thing {\n  readonly name = 1\n}', syntax],
    [`packages/${room}/src/made/chance.ts`, 'export const chance = (): number => Math.random()', syntax],
  ]),
  [`${kernel}/p1.ts`, 'export const home = process.env', globals],
  [`${kernel}/p2.ts`, 'export const say = (): void => {\n  console.log(1)\n}', globals],
  [`${kernel}/p3.ts`, 'export const id = (): string => crypto.randomUUID()', globals],
  [`${kernel}/p4.ts`, 'export const page = (): unknown => fetch("http://localhost")', globals],
  [`${kernel}/p5.ts`, 'export const late = (): unknown => setTimeout(() => undefined, 1)', globals],
  [`${kernel}/p6.ts`, 'export const often = (): unknown => setInterval(() => undefined, 1)', globals],
  [`${kernel}/p7.ts`, 'export const soon = (): unknown => setImmediate(() => undefined)', globals],
  [`${kernel}/p8.ts`, 'export const next = (): void => {\n  queueMicrotask(() => undefined)\n}', globals],
  [`${kernel}/p9.ts`, 'export const took = (): number => performance.now()', globals],
  [`${kernel}/p10.ts`, 'export const all: unknown = globalThis', globals],
  [`${kernel}/p11.ts`, 'export const Thing = class {\n  readonly name = 1\n}', syntax],
  [`${kernel}/canonical-json.ts`, 'export const now = (): unknown => [Date.now(), Math.random()]', globals],
  [`${kernel}/canonical-json.ts`, 'export const now = (): unknown => [Date.now(), Math.random()]', syntax],
  ['packages/runtime/src/p1.ts', "export * as E from 'fp-ts/Either'", imports],
  ['packages/runtime/src/p2.ts', "export * as E from 'fp-ts/lib/Either'", imports],
  ['packages/runtime/src/p3.ts', "export { either } from 'fp-ts'", imports],
  [`${kernel}/p12.ts`, "export * as R from 'io-ts/PathReporter'", imports],
  [`${incident}/p1.ts`, "export * as P from '@deskledger/practices/problem'", imports],
  [`${incident}/p2.ts`, "export * as P from '../problem/index.ts'", imports],
  [`${incident}/rules/p3.ts`, "export * as P from '../../problem/index.ts'", imports],
  [`${incident}/rules/more/p4.ts`, "export * as P from '../../../problem/index.ts'", imports],
  [`${incident}/rules/p5.ts`, "export * as E from 'fp-ts/Either'", imports],
  [
    'packages/runtime/src/p4.ts',
    'declare const Injectable: () => ClassDecorator\n@Injectable()\nexport class Api {\n  constructor(readonly store: unknown) {}\n}',
    syntax,
  ],
  [
    'packages/runtime/src/p5.ts',
    'export type Thing = { readonly name: string }',
    '@typescript-eslint/consistent-type-definitions',
  ],
  [
    'packages/runtime/src/p6.ts',
    'export class Only {\n  static of(): number {\n    return 1\n  }\n}',
    '@typescript-eslint/no-extraneous-class',
  ],
  [
    'packages/runtime/src/p7.ts',
    'export const say = (o: object): string => `${o}`',
    '@typescript-eslint/restrict-template-expressions',
  ],
  [
    'packages/runtime/src/p8.ts',
    "export const f = (a: 'x' | 'y'): void => {\n  switch (a) {\n    case 'x':\n      break\n  }\n}",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['packages/runtime/src/p9.ts', 'export const f = (a: any): unknown => a', '@typescript-eslint/no-explicit-any'],
  ['packages/runtime/src/p10.ts', '// @ts-ignore\nexport const n: number = 1', '@typescript-eslint/ban-ts-comment'],
  [
    'packages/runtime/src/p11.ts',
    'export const f = (): void => {\n  Promise.resolve(1)\n}',
    '@typescript-eslint/no-floating-promises',
  ],
  ['packages/runtime/src/p12.ts', lines(251), 'max-lines'],
  [
    'packages/runtime/src/p13.ts',
    `export const f = (n: number): number => {\n${choices(8)}\n  return -1\n}`,
    'complexity',
  ],
  [
    'packages/runtime/src/p14.ts',
    'export const f = (a: boolean): void => {\n  if (a) while (a) for (;;) if (a) break\n}',
    'max-depth',
  ],
  ['packages/runtime/src/p15.ts', 'export const f = (a: 1, b: 1, c: 1, d: 1): unknown => [a, b, c, d]', 'max-params'],
  ['packages/runtime/src/p16.ts', "export { glob } from 'node:fs/promises'", 'n/no-unsupported-features/node-builtins'],
  ['tools/p.js', 'const unused = 1', 'no-unused-vars'],
]

/** A comment cannot switch a rule off: the rule still speaks, and so does the comment. */
const silenced = ['packages/runtime/src/silent.ts', '/* eslint-disable */\nexport const f = (a: any): unknown => a']

/** The ways out that are meant. */
const permitted = [
  [
    `${kernel}/canonical-json.ts`,
    "export class Odd extends Error {}\nexport const no = (): never => {\n  throw new Odd('no')\n}",
  ],
  [`${kernel}/fine.spec.ts`, 'export const now = (): number => Date.now()'],
  ['packages/event-store/src/contract/fine.ts', 'export const now = (): number => Date.now()'],
  ['packages/runtime/src/fine.ts', "export * as E from 'fp-ts/lib/Either.js'"],
  [`${kernel}/fine.ts`, "export { PathReporter } from 'io-ts/lib/PathReporter.js'\nexport * as t from 'io-ts'"],
  [`${incident}/rules/fine.ts`, "export * as E from '../events.ts'"],
  ['packages/runtime/src/clock.ts', 'export const now = (): number => Date.now()'],
]

const rulesIn = (files) => {
  const rooms = ['flows', 'nest'].map((room) => [
    `packages/${room}/tsconfig.json`,
    '{ "extends": "../../tsconfig.base.json" }',
  ])
  const folder = plant(Object.fromEntries([...rooms, ...files.map(([file, text]) => [file, `${text}\n`])]))
  const eslint = ['node_modules/eslint/bin/eslint.js', '--config', `${root}/eslint.config.js`, '--format', 'json']
  const { stdout } = run(folder, [...eslint, ...new Set(files.map(([file]) => file))])
  return JSON.parse(stdout).map(({ filePath, messages }) => ({
    file: filePath.slice(filePath.indexOf('gates-') + 'gates-'.length + 7),
    rules: messages.map(({ ruleId, message }) => ruleId ?? message),
  }))
}

describe('the lint', () => {
  const found = rulesIn([...planted, silenced])
  const passed = rulesIn(permitted)
  const rulesFor = (wanted) => found.find(({ file }) => file === wanted)?.rules

  it.each(planted)('catches in %s: %s', (file, _, rule) => {
    expect(rulesFor(file)).toContain(rule)
  })
  it('cannot be switched off by a comment', () => {
    expect(rulesFor(silenced[0])).toContain('@typescript-eslint/no-explicit-any')
    expect(rulesFor(silenced[0])?.join()).toMatch(/eslint-disable.*no effect/)
  })
  it('lets through what is meant to pass', () => {
    expect(passed).toHaveLength(permitted.length)
    const ours = [globals, syntax, imports]
    expect(passed.filter(({ rules }) => rules.some((rule) => ours.includes(rule)))).toStrictEqual([])
  })
})
