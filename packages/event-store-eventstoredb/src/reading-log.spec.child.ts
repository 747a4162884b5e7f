import { START } from '@deskledger/kernel'
import { openEventStoreDbEventStore } from './index.ts'

const opened = await openEventStoreDbEventStore(process.argv[2] ?? '')()
if (opened._tag === 'Left') throw new Error(opened.left.message)
const page = await opened.right.readAll({ after: START, limit: 1 })()
if (page._tag === 'Left') throw new Error(page.left.message)
console.log(`${page.right.events.length} of 1 event`)
