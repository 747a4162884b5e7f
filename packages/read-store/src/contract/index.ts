import { openMemoryReadStore } from '../memory.ts'
import type { ReadStore } from '../port.ts'
import { ok, tickets, type OpenStore } from './asking.ts'
import { closing, oddities } from './oddities.ts'
import { paging } from './paging.ts'
import { searching } from './searching.ts'
import { tables } from './tables.ts'
import { writing } from './writing.ts'

export type { OpenStore } from './asking.ts'

/**
 * The Jest suite that every read store passes. `open` makes an empty store that nobody else uses; the suite closes it.
 * @example readStoreContract('a read store in memory', () => Promise.resolve(openMemoryReadStore()))
 */
export const readStoreContract = (name: string, open: OpenStore): void => {
  describe(name, () => {
    let current: ReadStore = openMemoryReadStore()
    beforeEach(async () => {
      current = await open()
      await ok(current.prepare(tickets, []))
    })
    afterEach(() => current.close())

    const subject = { store: () => current }
    writing(subject)
    searching(subject)
    paging(subject)
    tables(subject)
    oddities(subject)
    closing(subject)
  })
}
