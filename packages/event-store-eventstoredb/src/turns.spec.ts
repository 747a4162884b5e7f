import { openTurns } from './turns.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('tasks under a name', () => {
  it('run one after the other, also after one that failed; those of other names meanwhile', async () => {
    const inTurn = openTurns()
    const said: string[] = []
    const task = (name: string) => async () => {
      said.push(`${name} begins`)
      await turn()
      said.push(`${name} ends`)
    }
    const fails = inTurn('a', () => Promise.reject(new Error('no')))
    const all = [inTurn('a', task('a1')), inTurn('a', task('a2')), inTurn('b', task('b'))]
    await expect(fails).rejects.toThrow('no')
    await Promise.all(all)
    expect(said.filter((text) => text.startsWith('a'))).toStrictEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends'])
    expect(said.indexOf('b begins')).toBeLessThan(said.indexOf('a1 ends'))
  })
})
