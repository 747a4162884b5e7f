import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import type { Identity } from './service.ts'

/** What a client needs to trust the double. */
export interface Trust {
  readonly certificate: string
  /** a file that holds the certificate, as `tlsCAFile` of a connection string wants it */
  readonly caFile: string
}

export interface MadeIdentity {
  readonly identity: Identity
  readonly trust: Trust
  /** writes the file, which lasts until it is removed */
  readonly write: () => void
  readonly remove: () => void
}

const NAMES = { dns: 2, ip: 7 } as const

/** A certificate of this run's own for 127.0.0.1 and localhost, kept in a folder of its own. */
export const makeIdentity = async (): Promise<MadeIdentity> => {
  const { private: key, cert: certificate } = await generate([{ name: 'commonName', value: 'eventstoredb-double' }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: NAMES.dns, value: 'localhost' },
          { type: NAMES.ip, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  const folder = join(tmpdir(), `eventstoredb-double-${randomUUID()}`)
  const caFile = join(folder, 'ca.crt')
  return {
    identity: { key, certificate },
    trust: { certificate, caFile },
    write: () => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(caFile, certificate)
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
