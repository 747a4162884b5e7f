import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { scratchFolder } from './scratch.js'

describe('the folder of temporary files', () => {
  const place = mkdtempSync(join(tmpdir(), 'scratch-'))
  afterAll(() => {
    rmSync(place, { recursive: true })
  })
  const memory = join(place, 'memory')
  const chosen = join(place, 'chosen')
  for (const folder of [memory, chosen]) mkdirSync(folder)

  it('is in memory where there is room, and nothing else is left there', () => {
    const folder = scratchFolder({ chosen: '', memory, room: 1 })
    expect(dirname(folder)).toBe(memory)
    expect(readdirSync(folder)).toStrictEqual([])
    expect(readdirSync(memory)).toHaveLength(1)
    rmSync(folder, { recursive: true })
  })
  it('is where TMPDIR says', () => {
    const folder = scratchFolder({ chosen, memory, room: 1 })
    expect(dirname(folder)).toBe(chosen)
    expect(existsSync(folder)).toBe(true)
  })
  it.each([
    ['there is no such place', { memory: join(place, 'nowhere'), room: 1 }],
    ['there is no room', { memory, room: 1e18 }],
  ])('is among other temporary files where %s', (_, options) => {
    const folder = scratchFolder({ chosen: '', ...options })
    expect(dirname(folder)).toBe(tmpdir())
    rmSync(folder, { recursive: true })
  })
})
