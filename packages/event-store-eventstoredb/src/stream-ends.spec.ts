import { GENESIS, type Instant } from '@deskledger/kernel'
import { openStreamEnds } from './stream-ends.ts'

const link = (revision: number) => ({
  revision,
  hash: GENESIS.replace(/0$/, String(revision)),
  recordedAt: '2025-03-01T00:00:00.000Z' as Instant,
})

describe('the remembered end of a stream', () => {
  it('is given for its own revision and no other, and never goes back', () => {
    const ends = openStreamEnds()
    ends.remember('a', link(4))
    ends.remember('a', link(3))
    expect(ends.at('a', 4)).toStrictEqual(link(4))
    expect(ends.at('a', 3)).toBeUndefined()
    expect(ends.at('b', 4)).toBeUndefined()
    expect(ends.revisionOf('a')).toBe(4)
    expect(ends.revisionOf('b')).toBe(-1)
  })
  it('is forgotten when there are too many, the longest unused first', () => {
    const ends = openStreamEnds(2)
    ends.remember('a', link(0))
    ends.remember('b', link(0))
    ends.remember('a', link(1))
    ends.remember('c', link(0))
    expect(['a', 'b', 'c'].map(ends.knows)).toStrictEqual([true, false, true])
  })
})
