import { START } from '@deskledger/kernel'
import { openEventStoreDbEventStore } from './index.ts'

/** What the process says before it is left to end by itself. */
export interface Report {
  readonly events: number
}

const opened = await openEventStoreDbEventStore(process.argv[2] ?? '')()
if (opened._tag === 'Left') throw new Error(opened.left.message)
const page = await opened.right.readAll({ after: START, limit: 1 })()
if (page._tag === 'Left') throw new Error(page.left.message)
const report: Report = { events: page.right.events.length }
console.log(JSON.stringify(report))
