import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore, type EventStore } from '@deskledger/event-store'
import { erased, instantOf } from '@deskledger/kernel'
import { openMemoryReadStore, type ReadStore } from '@deskledger/read-store'
import { chance, toyAccounts } from '@deskledger/testing'
import { CHECKPOINTS } from './generation.ts'
import { projector } from './projector.ts'
import { readModels } from './read-models.ts'
import { rebuild } from './rebuild.ts'
import { allOf, toyLog } from './toy-log.spec.kit.ts'

const projection = erased(toyAccounts())
const generation = { projection, name: 'v1' }
const options = { events: 60, streams: 5, owners: 3, poison: 0, retries: 0 }
const right = E.right(undefined)

/** The beginning of a log, as an older backup holds it; `then` writes on from there. */
const beginning = async (log: EventStore, count: number): Promise<EventStore> => {
  const older = openMemoryEventStore({ clock: () => instantOf(1_740_821_400_000) })
  for (const { stream, revision, recordedAt, eventId, type, data, metadata } of (await allOf(log)).slice(0, count))
    expect(
      await older.append(stream, revision - 1, [{ eventId, type, data, metadata }], { recordedAt: [recordedAt] })(),
    ).toMatchObject({ _tag: 'Right' })
  return older
}

const project = async (events: EventStore, views: ReadStore) => {
  const one = projector({ events, views }, [generation])
  const opened = await one.open()
  return E.isLeft(opened) ? opened : one.catchUp()
}

const built = async () => {
  const events = await toyLog(chance(3), options)
  const views = openMemoryReadStore()
  expect(await project(events, views)).toEqual(right)
  return { events, views }
}

describe('read models and the log they were built from', () => {
  it('go on together, also where the log has grown', async () => {
    const { events } = await built()
    const views = openMemoryReadStore()
    expect(await project(await beginning(events, 40), views)).toEqual(right)
    expect(await project(events, views)).toEqual(right)
    expect(await project(events, views)).toEqual(right)
  })
  it('are told apart when the log was restored from an older backup', async () => {
    const { events, views } = await built()
    const answer = await project(await beginning(events, 40), views)
    expect(answer).toMatchObject({ left: { type: 'OtherLog' } })
    expect(E.isLeft(answer) && answer.left.message).toMatch(
      /has taken event \d+ of toy-A\d, which the log does not have/,
    )
  })
  it('are told apart when other events stand at the same places', async () => {
    const { views } = await built()
    const other = await toyLog(chance(4), { ...options, events: 400 })
    const answer = await project(other, views)
    expect(E.isLeft(answer) && answer.left.message).toMatch(/another event \d+ of toy-A\d than the log has/)
  })
  it('are told apart when the log is empty, and the checkpoint is of a version that remembered no event', async () => {
    const { views } = await built()
    await views.write(CHECKPOINTS, [{ key: 'toy-accounts~v1', position: '~', document: { position: '~' } }])()
    const empty = openMemoryEventStore({ clock: () => instantOf(0) })
    expect(await project(empty, views)).toMatchObject({ left: { type: 'OtherLog' } })
  })
  it('are built anew from an older log when they are to be replaced, and not otherwise', async () => {
    const { events, views } = await built()
    await views.switchLive({ model: projection.name, generation: 'v1' }, undefined)()
    const older = await beginning(events, 40)
    expect(await rebuild({ events: older, views }, [generation])).toMatchObject({ left: { type: 'OtherLog' } })
    expect(await rebuild({ events: older, views }, [generation], { replace: true })).toMatchObject({
      right: [{ readModel: 'toy-accounts', compared: false }],
    })
    const models = readModels({ events: older, views }, [projection])
    expect(await models.catchUp()).toMatchObject({ _tag: 'Right' })
    const live = await views.live(projection.name)()
    const name = E.isRight(live) ? (live.right ?? '') : ''
    const fresh = openMemoryReadStore()
    await project(older, fresh)
    const all = await views.find({ name: projection.name, generation: name }, { limit: 1000 })()
    expect(E.isRight(all) && all.right.found.length).toBeGreaterThan(3)
    expect(all).toEqual(await fresh.find({ name: projection.name, generation: 'v1' }, { limit: 1000 })())
  })
})
