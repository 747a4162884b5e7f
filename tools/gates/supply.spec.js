import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './tree.js'

const permitted = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']
const lock = () => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages

/** What people get who install a package of ours: neither our tools nor our own folders. */
const shipped = (packages) =>
  Object.entries(packages).filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
/** A licence, or several that all hold: `A AND B`. */
const mayBeUsed = (license = '') =>
  license
    .replace(/^\((.*)\)$/, '$1')
    .split(' AND ')
    .every((one) => permitted.includes(one))
const strangers = (packages) =>
  shipped(packages)
    .filter(([, { license }]) => !mayBeUsed(license))
    .map(([path]) => path)
const fromRegistries = (packages) =>
  Object.entries(packages)
    .filter(([, { resolved, link }]) => !link && resolved !== undefined)
    .map(([path]) => path)

describe('the licences', () => {
  it('of all that ships are permitted', () => {
    expect(shipped(lock()).length).toBeGreaterThan(10)
    expect(strangers(lock())).toStrictEqual([])
  })
  it.each([['GPL-3.0'], [undefined], ['MIT AND GPL-3.0']])('of a planted package, %s, is caught', (license) => {
    const planted = { 'node_modules/planted': { version: '1.0.0', license } }
    expect(strangers({ ...lock(), ...planted })).toStrictEqual(['node_modules/planted'])
  })
})

describe('the lock file', () => {
  it('names no registry', () => {
    expect(fromRegistries(lock())).toStrictEqual([])
  })
  it.each([['https://registry.example/planted/-/planted-1.0.0.tgz'], ['http://localhost:4873/planted.tgz']])(
    'with %s planted is caught',
    (resolved) => {
      const planted = { 'node_modules/planted': { version: '1.0.0', license: 'MIT', resolved } }
      expect(fromRegistries({ ...lock(), ...planted })).toStrictEqual(['node_modules/planted'])
    },
  )
})
