import fc from 'fast-check'
import { openMarkers } from './following-markers.ts'

/** What a server says, in order: an event, a checkpoint, that it came to the end. */
const said = fc.array(fc.constantFrom('event', 'checkpoint', 'caught up'), { maxLength: 60 })

describe('a checkpoint', () => {
  it('counts when every event said before it is taken, and not sooner, however far the reader is behind', () => {
    fc.assert(
      fc.property(said, fc.infiniteStream(fc.boolean()), (messages, takes) => {
        const markers = openMarkers()
        let [events, taken, written] = [0, 0, 0]
        const behindOf = new Map<number, number>()
        const check = () => {
          const { position } = markers.due(taken)
          if (position === undefined) return
          written = Math.max(written, Number(position))
          for (const [checkpoint, behind] of behindOf)
            if (checkpoint <= written) expect(behind).toBeLessThanOrEqual(taken)
        }
        messages.forEach((message, index) => {
          const name = index + 1
          if (message === 'event') events += 1
          if (message === 'checkpoint') {
            behindOf.set(name, events)
            markers.checkpoint(events, String(name).padStart(4, '0'))
          }
          if (message === 'caught up') markers.caughtUp(events)
          if (taken < events && takes.next().value) taken += 1
          check()
        })
        taken = events
        check()
        expect(written).toBe(Math.max(0, ...behindOf.keys()))
        expect(markers.count()).toBe(0)
      }),
    )
  })
  it('of a silence joins the one before: a thousand are one', () => {
    const markers = openMarkers()
    for (let i = 0; i < 1000; i++) markers.checkpoint(3, String(i).padStart(4, '0'))
    expect(markers.count()).toBe(1)
    expect(markers.due(2)).toStrictEqual({ position: undefined, caughtUp: false })
    expect(markers.due(3)).toStrictEqual({ position: '0999', caughtUp: false })
  })
  it('never takes a position back', () => {
    const markers = openMarkers()
    markers.checkpoint(0, '0005')
    markers.checkpoint(0, '0004')
    markers.caughtUp(0)
    expect(markers.due(0)).toStrictEqual({ position: '0005', caughtUp: true })
  })
})
