import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './tree.js'

/** An npm that writes down what it is asked, leaves the result of a test run, and fails where it is told to. */
const npm = `#!/usr/bin/env bash
echo "npm $*" >> calls.txt
if [ "$*" = test ]; then
  mkdir -p coverage
  cp result.json "\${JEST_OPTIONS##*--outputFile=}"
fi
echo "npm talks on" >&2
[ "$*" != "$FAILS" ]
`
const result = (numFailedTests) => ({ numPassedTests: 7, numFailedTests, numPendingTests: 2, numTodoTests: 1 })

describe('the run of CI', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ci-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  for (const file of ['.ci/run', 'tools/verdict.js']) cpSync(join(root, file), join(folder, file))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/npm'), npm)
  chmodSync(join(folder, 'bin/npm'), 0o755)

  const ci = (fails, failedTests = 0) => {
    rmSync(join(folder, 'calls.txt'), { force: true })
    writeFileSync(join(folder, 'result.json'), JSON.stringify(result(failedTests)))
    const env = { ...process.env, FAILS: fails, PATH: `${join(folder, 'bin')}:${process.env.PATH}` }
    const { status, stdout } = spawnSync(join(folder, '.ci/run'), { encoding: 'utf8', env })
    return { status, last: stdout.trimEnd().split('\n').at(-1), calls: readFileSync(join(folder, 'calls.txt'), 'utf8') }
  }
  const all = 'npm ci\nnpm test\nnpm run gates\n'

  it('installs, tests once, runs the other gates, and ends with the verdict', () => {
    expect(ci('')).toStrictEqual({ status: 0, last: '7 passed, 0 failed, 3 skipped', calls: all })
  })
  it('fails where a test fails, with the verdict last', () => {
    const calls = 'npm ci\nnpm test\n'
    expect(ci('test', 2)).toStrictEqual({ status: 1, last: '7 passed, 2 failed, 3 skipped', calls })
  })
  it('fails where a result has failures that the exit code hid', () => {
    expect(ci('', 2)).toStrictEqual({ status: 1, last: '7 passed, 2 failed, 3 skipped', calls: all })
  })
  it('fails where another gate fails, with the verdict last', () => {
    expect(ci('run gates')).toStrictEqual({ status: 1, last: '7 passed, 0 failed, 3 skipped', calls: all })
  })
  it('fails where nothing could be installed, and takes no verdict from an earlier run', () => {
    ci('')
    expect(existsSync(join(folder, 'coverage/jest.json'))).toBe(true)
    expect(ci('ci')).toStrictEqual({ status: 1, last: '0 passed, 0 failed, 0 skipped', calls: 'npm ci\n' })
  })
})

describe('npm run check', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

  it('is what CI runs: the tests with coverage, and the other gates', () => {
    expect(scripts.check).toBe('npm run gates && npm test -- --coverage')
    expect(scripts.test).toBe('node tools/jest.js')
    for (const gate of ['npm run build', 'npm run lint', 'npm run smoke', 'publint'])
      expect(scripts.gates).toContain(gate)
    const { lint } = scripts
    const named = lint.split(' ').filter((word) => word.startsWith('lint:'))
    expect(lint).toBe(`node tools/side-by-side.js ${named.join(' ')}`)
    const all = named.map((name) => scripts[name]).join(' && ')
    for (const gate of ['eslint . --max-warnings 0', 'prettier --check .', 'depcruise', 'knip'])
      expect(all).toContain(gate)
  })
})
