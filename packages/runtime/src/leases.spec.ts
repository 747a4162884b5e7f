import * as E from 'fp-ts/lib/Either.js'
import { openMemoryReadStore } from '@deskledger/read-store'
import { leases } from './leases.ts'

const opened = () => {
  const views = openMemoryReadStore()
  const clock = { now: 1_000 }
  const of = (holder: string) => leases(views, { holder, duration: 100, now: () => clock.now })
  return { ann: of('ann'), bob: of('bob'), clock, views }
}
const yes = E.right(true)
const no = E.right(false)

describe('a lease', () => {
  it('is held by the first who takes it, and taken again by that one alone', async () => {
    const { ann, bob } = opened()
    expect(await ann.take('queue')).toEqual(yes)
    expect(await bob.take('queue')).toEqual(no)
    expect(await ann.take('queue')).toEqual(yes)
    expect(await bob.take('other')).toEqual(yes)
  })
  it('is over after its time, to the millisecond, unless it was taken again', async () => {
    const { ann, bob, clock } = opened()
    await ann.take('queue')
    clock.now = 1_050
    await ann.take('queue')
    clock.now = 1_149
    expect(await bob.take('queue')).toEqual(no)
    clock.now = 1_150
    expect(await bob.take('queue')).toEqual(yes)
    expect(await ann.take('queue')).toEqual(no)
  })
  it('is free once it was released by whoever held it, and by nobody else', async () => {
    const { ann, bob } = opened()
    await ann.take('queue')
    await bob.release('queue')
    expect(await bob.take('queue')).toEqual(no)
    await ann.release('queue')
    expect(await bob.take('queue')).toEqual(yes)
    await ann.release('queue')
    expect(await ann.take('queue')).toEqual(no)
  })
  it('goes to one of many who want it at once', async () => {
    const { views, clock } = opened()
    const wanting = Array.from({ length: 20 }, (_, i) =>
      leases(views, { holder: `h${i}`, duration: 100, now: () => clock.now }).take('queue'),
    )
    expect((await Promise.all(wanting)).filter((one) => E.isRight(one) && one.right)).toHaveLength(1)
  })
  it('cannot be taken when the store cannot be asked', async () => {
    const { ann, views } = opened()
    await views.close()
    expect(await ann.take('queue')).toMatchObject({ left: { type: 'ViewsClosed' } })
  })
})
