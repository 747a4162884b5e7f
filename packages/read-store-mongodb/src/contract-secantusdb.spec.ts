import { readStoreContract } from '@deskledger/read-store/contract'
import { serverForSpecs } from './servers.spec.kit.ts'

const { open } = serverForSpecs({ kind: 'secantusdb' })

readStoreContract('a read store in SecantusDB', () => open())
