import { readStoreContract } from '@deskledger/read-store/contract'
import { serverForSpecs } from './servers.spec.kit.ts'

const { open } = serverForSpecs()

readStoreContract('a read store in MongoDB, or what stands in for it first', open)
