import { CancelledError, UnavailableError } from '@eventstore/db-client'
import { event, failing, until, withDouble } from './double.spec.kit.ts'
import { openRaw } from './raw.spec.kit.ts'

const unary = { credentials: { username: 'a', password: 'b' } }

describe('a server that stops gently', () => {
  it.each([
    ['by batch', {}],
    ['by the unary call', unary],
  ])('cancels an append %s that it has not answered', (_, options) =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'), options)
      double.faults.set({ on: 'append', what: 'silence' })
      const asked = failing(client.appendToStream('s', event('B'), options))
      await until(() => double.faults.struck() > 0)
      await double.stop('gently')
      expect(await asked).toBeInstanceOf(CancelledError)
    }),
  )

  it('tells a caller who is still sending an append that it is unavailable', () =>
    withDouble({}, async ({ double }) => {
      const raw = openRaw(double)
      const sending = failing(raw.appendWithoutEnd('s'))
      await until(() => double.calls() === 1)
      await double.stop('gently')
      expect(await sending).toMatchObject({ code: 14 })
      raw.close()
    }))

  it('hard: the connection is lost', () =>
    withDouble({}, async ({ client, double }) => {
      await client.appendToStream('s', event('A'))
      double.faults.set({ on: 'append', what: 'silence' })
      const asked = failing(client.appendToStream('s', event('B')))
      await until(() => double.faults.struck() > 0)
      await double.stop('hard')
      expect(await asked).toBeInstanceOf(UnavailableError)
    }))
})
