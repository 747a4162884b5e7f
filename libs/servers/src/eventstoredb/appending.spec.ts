import { WrongExpectedVersionError } from '@eventstore/db-client'
import { collect, event, events, failing, typesOf, withDouble } from './double.spec.kit.ts'

describe('expected revisions', () => {
  it('an exact revision is stored at the end of the stream only', () =>
    withDouble({}, async ({ client }) => {
      await client.appendToStream('s', events(2), { expectedRevision: 'no_stream' })
      await client.appendToStream('s', event('C'), { expectedRevision: 1n })
      const error = await failing(client.appendToStream('s', event('D'), { expectedRevision: 1n }))
      expect(error).toBeInstanceOf(WrongExpectedVersionError)
      expect(error).toMatchObject({ streamName: 's', expectedVersion: 1n, actualVersion: 2n })
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['E0', 'E1', 'C'])
    }))
})
