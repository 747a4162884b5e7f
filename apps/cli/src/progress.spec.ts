import { Writable } from 'node:stream'
import { progress } from './progress.ts'

const shownOn = (terminal: boolean) => {
  let text = ''
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    text += chunk.toString()
    done()
  }
  const stderr = Object.assign(new Writable({ write }), {
    isTTY: terminal,
    columns: 100,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
    getWindowSize: () => [100, 30],
  })
  const io = {
    stdin: process.stdin,
    stdout: stderr,
    stderr,
    env: {},
    now: () => 0,
    user: () => 'ann',
    interrupted: new AbortController().signal,
  }
  return { shown: progress({ io, where: {}, json: false }), text: () => text }
}

describe('progress', () => {
  it('is a bar with its share on a terminal, and leaves no timer behind', () => {
    const { shown, text } = shownOn(true)
    shown.step({ what: 'Storing', done: 0, total: 10, unit: 'rows' })
    shown.step({ what: 'Building', done: 5, total: null, unit: 'events' })
    shown.end()
    expect(text()).toContain('Storing [')
    expect(text()).toContain('0/10 rows')
  })

  it('is silent elsewhere until some seconds have passed', () => {
    const { shown, text } = shownOn(false)
    shown.step({ what: 'Storing', done: 1, total: 10, unit: 'rows' })
    shown.end()
    expect(text()).toBe('')
  })
})
