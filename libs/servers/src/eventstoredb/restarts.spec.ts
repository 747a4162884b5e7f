import { TimeoutError } from '@eventstore/db-client'
import { event, events, failing, outcome, withDouble } from './double.spec.kit.ts'

const unary = { credentials: { username: 'a', password: 'b' } }

describe('a restart', () => {
  it.each(['gently', 'hard'] as const)('%s: the same port, the same log', (how) =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', events(3))
      const before = [...double.log.scan()].map(({ id }) => id)
      const { port, url } = double
      await double.restart(how)
      expect([double.port, double.url]).toEqual([port, url])
      expect([...double.log.scan()].map(({ id }) => id)).toEqual(before)
      // The client learns by this append that its connection is gone, unless it knows already.
      await client.appendToStream('s', event('Perhaps'), unary).catch(() => undefined)
      expect(await client.appendToStream('s', event('D'), unary)).toMatchObject({ success: true })
    }),
  )

  it('after a stop starts it again', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      await double.stop('gently')
      expect(await failing(client.appendToStream('s', event('B'), unary))).toMatchObject({ code: 14 })
      await double.restart()
      expect(await outcome(client.appendToStream('s', event('C'), unary))).toBe('stored 1')
    }))

  it('takes commits that take too long for timed out, and keeps them', () =>
    withDouble({ commitTimeout: -1 }, async ({ client, double }) => {
      expect(await failing(client.appendToStream('s', event('A'), unary))).toBeInstanceOf(TimeoutError)
      expect([...double.log.scan()].at(-1)).toMatchObject({ stream: 's', type: 'A' })
    }))
})
