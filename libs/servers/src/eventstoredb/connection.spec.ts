import { EventStoreDBClient, AccessDeniedError, NotLeaderError, UnavailableError } from '@eventstore/db-client'
import { startEventStoreDouble, type DoubleOptions, type EventStoreDouble } from './double.ts'
import { collect, event, events, failing, typesOf } from './double.spec.kit.ts'

/** A double, and clients of it one after the other. */
const connected = async <T>(
  options: DoubleOptions,
  use: (double: EventStoreDouble, connect: (url: string) => EventStoreDBClient) => Promise<T>,
): Promise<T> => {
  const double = await startEventStoreDouble(options)
  const clients: EventStoreDBClient[] = []
  const connect = (url: string) => {
    const client = EventStoreDBClient.connectionString(url)
    clients.push(client)
    return client
  }
  try {
    return await use(double, connect)
  } finally {
    for (const client of clients) await client.dispose()
    await double.stop('hard')
  }
}

describe('TLS', () => {
  const admin = { name: 'admin', password: 'changeit' }

  it('is spoken with a certificate that the client is given', () =>
    connected({ tls: true }, async (double, connect) => {
      expect(double.url).toContain('tls=true&tlsCAFile=')
      const client = connect(double.urlFor(admin))
      await client.appendToStream('s', event('A'))
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['A'])
    }))

  it('to a client that does not trust it: unavailable', () =>
    connected({ tls: true }, async (double, connect) => {
      const client = connect(`esdb://admin:changeit@127.0.0.1:${double.port}?tls=true`)
      expect(await failing(client.appendToStream('s', event('A')))).toMatchObject({ code: 14 })
    }))

  it('to a client that speaks none: unavailable', () =>
    connected({ tls: true }, async (double, connect) => {
      const client = connect(`esdb://127.0.0.1:${double.port}?tls=false`)
      expect(await failing(client.appendToStream('s', event('A')))).toMatchObject({ code: 14 })
    }))
})

describe('without TLS', () => {
  it('credentials are not sent, and everybody may do everything', () =>
    connected({}, async (double, connect) => {
      const client = connect(double.urlFor({ name: 'admin', password: 'wrong' }))
      await client.appendToStream('s', event('A'))
      expect((await collect(client.readAll())).length).toBeGreaterThan(0)
    }))
})

describe('users', () => {
  const users = [{ name: 'reporter', password: 'p@ss:/?', groups: ['reporters'] }]

  it('with percent-encoded name and password are let in', () =>
    connected({ tls: true, users }, async (double, connect) => {
      const client = connect(double.urlFor({ name: 'reporter', password: 'p@ss:/?' }))
      expect(await client.appendToStream('s', event('A'))).toMatchObject({ success: true })
    }))

  it.each([
    ['a wrong password', { name: 'admin', password: 'wrong' }],
    ['a name nobody has', { name: 'nobody', password: 'changeit' }],
  ])('with %s: UNAUTHENTICATED, which the client calls access denied', (_, credentials) =>
    connected({ tls: true }, async (double, connect) => {
      const client = connect(double.urlFor(credentials))
      const unary = { credentials: { username: credentials.name, password: credentials.password } }
      const asked: readonly (() => Promise<unknown>)[] = [
        () => client.appendToStream('s', event('A')),
        () => client.appendToStream('s', event('A'), unary),
        () => collect(client.readStream('s')),
        () => collect(client.readAll()),
      ]
      for (const ask of asked) {
        const error = await failing(ask())
        expect(error).toBeInstanceOf(AccessDeniedError)
        expect(error).toMatchObject({ code: 16 })
      }
    }),
  )

  it('that are none may do nothing, but where that is allowed', async () => {
    const append = (options: DoubleOptions) =>
      connected(options, (double, connect) => failing(connect(double.url).appendToStream('s', event('A'))))
    expect(await append({ tls: true })).toBeInstanceOf(AccessDeniedError)
    await connected({ tls: true, allowAnonymous: true }, async (double, connect) => {
      expect(await connect(double.url).appendToStream('s', event('A'))).toMatchObject({ success: true })
    })
  })

  it('beside administrators may not read $all, nor system streams, unless they are given the right', () =>
    connected({ tls: true }, async (double, connect) => {
      const ops = connect(double.urlFor({ name: 'ops', password: 'changeit' }))
      const admin = connect(double.urlFor({ name: 'admin', password: 'changeit' }))
      await ops.appendToStream('s', event('A'))
      expect(await failing(collect(ops.readAll()))).toBeInstanceOf(AccessDeniedError)
      expect(await failing(collect(ops.readStream('$users')))).toBeInstanceOf(AccessDeniedError)
      const subscription = ops.subscribeToAll()
      const refused = await new Promise((resolve) => subscription.on('error', resolve))
      expect(refused).toBeInstanceOf(AccessDeniedError)
      await admin.setStreamMetadata('$all', { acl: { readRoles: ['ops'] } })
      expect((await collect(ops.readAll())).length).toBeGreaterThan(0)
    }))

  it('are held to what the metadata of a stream say, by name or by group', () =>
    connected({ tls: true, users }, async (double, connect) => {
      const ops = connect(double.urlFor({ name: 'ops', password: 'changeit' }))
      const admin = connect(double.urlFor({ name: 'admin', password: 'changeit' }))
      await ops.appendToStream('s', event('A'))
      await admin.setStreamMetadata('s', {
        acl: { readRoles: ['$ops'], writeRoles: ['reporter'], deleteRoles: [], metaReadRoles: [], metaWriteRoles: [] },
      })
      const denied = [
        ops.appendToStream('s', event('B')),
        ops.appendToStream('s', event('B'), { credentials: { username: 'ops', password: 'changeit' } }),
        ops.deleteStream('s'),
        ops.tombstoneStream('s'),
        ops.setStreamMetadata('s', {}),
        ops.getStreamMetadata('s'),
      ]
      const errors = await Promise.all(denied.map(failing))
      expect(errors.map((error) => error instanceof AccessDeniedError)).toEqual(denied.map(() => true))
      expect(typesOf(await collect(ops.readStream('s')))).toEqual(['A'])
      const reporter = { credentials: { username: 'reporter', password: 'p@ss:/?' } }
      expect(await ops.appendToStream('s', event('B'), reporter)).toMatchObject({ nextExpectedRevision: 1n })
      expect(await failing(collect(ops.readStream('s', reporter)))).toBeInstanceOf(AccessDeniedError)
      expect(await admin.appendToStream('s', event('C'))).toMatchObject({ nextExpectedRevision: 2n })
    }))
})

describe('several nodes', () => {
  const portOf = (client: EventStoreDBClient): Promise<string> =>
    (client as unknown as { readonly resolveUri: () => Promise<string> }).resolveUri()

  it('gossip: a client of several hosts finds the leader', () =>
    connected({ nodes: 3 }, async (double, connect) => {
      double.nodes[2]?.lead()
      const client = connect(double.url)
      await client.appendToStream('s', event('A'), { requiresLeader: true })
      expect(await portOf(client)).toBe(`127.0.0.1:${double.nodes[2]?.port}`)
    }))

  it('gossip: or a follower, where it prefers one; both see one log', () =>
    connected({ nodes: 3 }, async (double, connect) => {
      const client = connect(`${double.url}&nodePreference=follower`)
      expect(await portOf(client)).not.toBe(`127.0.0.1:${double.nodes[0]?.port}`)
      await client.appendToStream('s', events(2))
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['E0', 'E1'])
      const error = await failing(collect(client.readStream('s', { requiresLeader: true })))
      expect(error).toBeInstanceOf(NotLeaderError)
    }))

  it('discovery asks one host for all', () =>
    connected({ nodes: 2 }, async (double, connect) => {
      double.nodes[1]?.lead()
      const client = connect(`esdb+discover://127.0.0.1:${double.nodes[0]?.port}?tls=false`)
      await client.appendToStream('s', event('A'), { requiresLeader: true })
      expect(await portOf(client)).toBe(`127.0.0.1:${double.nodes[1]?.port}`)
    }))

  it('where the leader stops, another leads, and the client finds it', () =>
    connected({ nodes: 3 }, async (double, connect) => {
      const client = connect(double.url)
      await client.appendToStream('s', event('A'))
      await double.nodes[0]?.stop('hard')
      expect(double.nodes.map((node) => node.isLeader())).toEqual([false, true, false])
      const lost = await failing(
        client.appendToStream('s', event('B'), { credentials: { username: 'a', password: 'b' } }),
      )
      expect(lost).toBeInstanceOf(UnavailableError)
      await client.appendToStream('s', event('C'), { requiresLeader: true })
      await double.nodes[0]?.start()
      expect(double.nodes.map((node) => node.isRunning())).toEqual([true, true, true])
      expect(typesOf(await collect(client.readStream('s')))).toEqual(['A', 'C'])
    }))
})

describe('after a lost or cancelled call', () => {
  it.each(['gently', 'hard'] as const)(
    'a server that was restarted %s is found again; the failed call is not repeated',
    (how) =>
      connected({}, async (double, connect) => {
        const client = connect(double.url)
        const unary = { credentials: { username: 'a', password: 'b' } }
        await client.appendToStream('s', event('A'), unary)
        await double.restart(how)
        const second = await client.appendToStream('s', event('B'), unary).then(
          () => 'stored',
          () => 'failed',
        )
        await client.appendToStream('s', event('C'), unary)
        const types = typesOf(await collect(client.readStream('s')))
        expect(types).toEqual(second === 'stored' ? ['A', 'B', 'C'] : ['A', 'C'])
      }),
  )
})
