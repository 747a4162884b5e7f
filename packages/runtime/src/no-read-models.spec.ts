import * as TE from 'fp-ts/lib/TaskEither.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import type { Instant, Position } from '@deskledger/kernel'
import { openMemoryReadStore } from '@deskledger/read-store'
import { toyPractice } from '@deskledger/testing'
import { openLedger } from './ledger.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant

describe('a ledger without read models', () => {
  it('has caught up at once, however long its log is', async () => {
    let reads = 0
    // A store that gives a long log in stretches.
    const events: EventStore = {
      ...openMemoryEventStore({ clock: () => at }),
      readAll: ({ after }) => {
        if (++reads > 10) throw new Error('it reads the same stretch for ever')
        const position = '0000000000000010' as Position
        return TE.right({ events: [], position, caughtUp: after >= position })
      },
    }
    const register = [{ ...toyPractice(), readModels: [] }]
    const ledger = openLedger({ events, views: openMemoryReadStore(), register })
    expect(await ledger.catchUp()).toMatchObject({ _tag: 'Right' })
  })
})
