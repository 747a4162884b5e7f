import { readStoreContract } from './contract/index.ts'
import { openMemoryReadStore } from './index.ts'

readStoreContract('a read store in memory', () => Promise.resolve(openMemoryReadStore()))
