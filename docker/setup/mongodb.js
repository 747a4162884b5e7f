// For mongosh: the replica set, and the user that read models are written and read as. Run again it changes nothing.
const { readFileSync } = require('node:fs')

const { MONGODB_HOST: host, MONGODB_USER: user, MONGODB_DATABASES: databases } = process.env
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim()
const root = encodeURIComponent(secret('mongodb-root-password'))

const admin = connect(`mongodb://root:${root}@${host}/admin?directConnection=true`)
const NOT_YET_INITIALIZED = 94

const isReplicaSet = () => {
  try {
    return admin.adminCommand({ replSetGetStatus: 1 }).ok === 1
  } catch (error) {
    if (error.code === NOT_YET_INITIALIZED) return false
    throw error
  }
}

if (!isReplicaSet()) admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } })
while (!admin.hello().isWritablePrimary) sleep(500)

const roles = databases.split(',').map((db) => ({ role: 'readWrite', db: db.trim() }))
const account = { pwd: secret('mongodb-password'), roles }
if (admin.getUser(user) === null) admin.createUser({ user, ...account })
else admin.updateUser(user, account)
print(`The user ${user} may read and write ${databases}.`)
