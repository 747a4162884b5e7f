import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The folders of the workspace that are packages: `packages/kernel` … */
const members = () =>
  workspaces
    .flatMap((place) =>
      place.endsWith('/*')
        ? readdirSync(join(root, place.slice(0, -2))).map((name) => place.replace('*', name))
        : [place],
    )
    .filter((member) => existsSync(join(root, member, 'package.json')))

const write = (folder, file, text) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** A package of ours: its own package.json and tsconfig.json, and an empty file behind each of its doors. */
const shell = (folder, member) => {
  for (const file of ['package.json', 'tsconfig.json']) {
    if (existsSync(join(root, member, file))) write(folder, join(member, file), readFileSync(join(root, member, file)))
  }
  const { name, exports = {} } = JSON.parse(readFileSync(join(root, member, 'package.json'), 'utf8'))
  for (const { '@deskledger/source': door } of Object.values(exports)) {
    if (door !== undefined) write(folder, join(member, door), 'export {}\n')
  }
  const link = join(folder, 'node_modules', name)
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(join(folder, member), link, 'junction')
}

/** Packages of others that planted files import: nothing but their names. */
const others = [
  'fp-ts/lib/Either.js',
  'io-ts/index.js',
  'fast-check/index.js',
  'csv-parse/index.js',
  '@jest/globals/index.js',
]
const stub = (folder, file) => {
  const name = file.split('/', file.startsWith('@') ? 2 : 1).join('/')
  write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module' }))
  write(folder, `node_modules/${file}`, 'export {}\n')
}

const made = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/**
 * Plants files in a small copy of the workspace: every package with its doors and nothing behind them, so that what a
 * gate finds there is what was planted. The copy is removed after the tests.
 */
export const plant = (files) => {
  const folder = mkdtempSync(join(tmpdir(), 'gates-'))
  made.push(folder)
  for (const member of members()) shell(folder, member)
  for (const file of ['package.json', 'tsconfig.base.json', '.prettierignore']) {
    write(folder, file, readFileSync(join(root, file)))
  }
  for (const file of others) stub(folder, file)
  for (const name of ['@types', '@swc']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  }
  for (const [file, text] of Object.entries(files)) write(folder, file, text)
  return folder
}
