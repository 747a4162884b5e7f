import type { Benchmark } from './figure.ts'
import { appending } from './appending.ts'
import { importing } from './importing.ts'
import { lists } from './lists.ts'
import { longTicket } from './long-ticket.ts'
import { rebuilding } from './rebuilding.ts'
import { starting } from './starting.ts'
import { apiMemory } from './api/memory.ts'
import { apiPace } from './api/pace.ts'
import { apiReading } from './api/reading.ts'
import { apiStarting } from './api/starting.ts'
import { apiWriting } from './api/writing.ts'
import { appendingMany, appendingOne } from './servers/appending.ts'
import { lag } from './servers/lag.ts'
import { listsOnMongoDb } from './servers/lists.ts'
import { memory } from './servers/memory.ts'
import { rebuildingInMemory, rebuildingInMongoDb } from './servers/rebuilding.ts'
import { writing } from './servers/writing.ts'
import { boardOnMongoDb, serviceLevelsBoard } from './service-levels/board.ts'
import { serviceLevelsExplain } from './service-levels/explain.ts'
import { serviceLevelsRebuild } from './service-levels/rebuilding.ts'
import { serviceLevelsNextDue } from './service-levels/next-due.ts'
import { serviceLevelsDue } from './service-levels/due.ts'

/** Every benchmark, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  appending,
  importing,
  rebuilding,
  longTicket,
  lists,
  serviceLevelsDue,
  serviceLevelsNextDue,
  serviceLevelsBoard,
  serviceLevelsExplain,
  serviceLevelsRebuild,
  starting,
  apiReading,
  apiWriting,
  apiPace,
  apiMemory,
  apiStarting,
  appendingOne,
  appendingMany,
  rebuildingInMemory,
  rebuildingInMongoDb,
  writing,
  lag,
  memory,
  listsOnMongoDb,
  boardOnMongoDb,
]
