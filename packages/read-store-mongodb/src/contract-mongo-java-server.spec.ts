import { readStoreContract } from '@deskledger/read-store/contract'
import { serverForSpecs } from './servers.spec.kit.ts'

const { open } = serverForSpecs({ kind: 'mongo-java-server' })

readStoreContract('a read store in mongo-java-server', () => open())
