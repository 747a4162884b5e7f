// The user that a ledger is written and read as, and who may do what. Run again it changes nothing.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// The driver is a dependency of the adapter, not of this folder.
const { EventStoreDBClient, jsonEvent } = createRequire(
  new URL('../../packages/event-store-eventstoredb/package.json', import.meta.url),
)('@eventstore/db-client')

const { EVENTSTOREDB_ADDRESS: address, EVENTSTOREDB_AUTHORITY: authority, EVENTSTOREDB_USER: user } = process.env
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim()
const admin = { username: 'admin', password: secret('eventstoredb-admin-password') }
const password = secret('eventstoredb-password')

const ask = (path, init = {}) =>
  fetch(`https://${address}${path}`, {
    ...init,
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${admin.username}:${admin.password}`).toString('base64')}`,
    },
  })

const mustBe = async (response, what) => {
  if (response.ok) return
  console.error(`${what} failed: ${response.status} ${response.statusText} ${await response.text()}`)
  process.exit(1)
}

const userIsThere = (await ask(`/users/${user}`)).ok
const body = { loginName: user, fullName: 'Deskledger', groups: [], password }
await mustBe(
  userIsThere
    ? await ask(`/users/${user}/command/reset-password`, {
        method: 'POST',
        body: JSON.stringify({ newPassword: password }),
      })
    : await ask('/users/', { method: 'POST', body: JSON.stringify(body) }),
  userIsThere ? 'Setting the password of the user' : 'Making the user',
)

const client = EventStoreDBClient.connectionString(`esdb://${address}?tls=true&tlsCAFile=${authority}`)
const admins = '$admins'
const both = [user, admins]

// History is never edited: the user writes and reads, and neither deletes streams nor cuts them off by their metadata.
const userStreamAcl = { $r: both, $w: both, $d: admins, $mr: both, $mw: admins }
const systemStreamAcl = { $r: admins, $w: admins, $d: admins, $mr: admins, $mw: admins }
await client.appendToStream(
  '$settings',
  jsonEvent({
    id: randomUUID(),
    type: 'update-default-acl',
    data: { $userStreamAcl: userStreamAcl, $systemStreamAcl: systemStreamAcl },
  }),
  { credentials: admin },
)

// Read models follow the log of all streams; other system streams stay closed.
await client.setStreamMetadata('$all', { acl: { readRoles: both, metaReadRoles: [admins] } }, { credentials: admin })
await client.dispose()
console.log(`The user ${user} may write and read streams, read $all, and delete nothing.`)
