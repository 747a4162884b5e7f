import type { StoredEvent } from '@deskledger/kernel'
import { openDesk } from '../api.spec.kit.ts'
import { raised, ticketsIn } from './log.spec.kit.ts'
import { listening } from './reading.spec.kit.ts'

interface Place {
  readonly feed: string
  readonly token: string
  /** the position that was kept; empty: from the first event on */
  readonly after: string
}

// #region follow
/** `keep` is given events in order, and the position to begin with next time; it answers whether to go on. */
const follow = async (
  { feed, token, after }: Place,
  keep: (events: readonly StoredEvent[], position: string) => Promise<boolean>,
): Promise<void> => {
  for (let [position, goesOn] = [after, true]; goesOn;) {
    const answer = await fetch(`${feed}?wait=30&limit=500&after=${encodeURIComponent(position)}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (!answer.ok) throw new Error(await answer.text())
    const told = (await answer.json()) as { readonly events: readonly StoredEvent[]; readonly position: string }
    goesOn = await keep(told.events, told.position)
    position = told.position
  }
}
// #endregion follow

describe('a system that follows the log by polls', () => {
  it('has every event once, also when it begins again where it stopped', async () => {
    const desk = await openDesk()
    const feed = `${await listening(desk)}/v1/feed`
    const token = await desk.issuer.issue({ subject: 'other' as never, roles: ['agent'] })
    const writing = raised(await desk.as('agent'), 12)
    const got: string[] = []
    let kept = ''
    const followed = (count: number) =>
      follow({ feed, token, after: kept }, (events, position) => {
        got.push(...events.map((event) => event.position))
        kept = position
        return Promise.resolve(got.length < count)
      })
    for (const count of [1, 4, 12]) await followed(count)
    await writing
    expect(got).toStrictEqual(await ticketsIn(desk))
    await desk.close()
  })

  it('may wait longer than a connection may be silent for nothing', async () => {
    const desk = await openDesk()
    const { timeout } = (await desk.api.listen(0, '127.0.0.1')) as { readonly timeout: number }
    expect(timeout).toBeGreaterThan(30_000)
    await desk.close()
  })
})
