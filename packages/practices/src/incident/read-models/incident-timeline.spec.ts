import * as fc from 'fast-check'
import type { IncidentEvent } from '../events.ts'
import { incidentExamples } from '../examples.ts'
import { history, stored } from './histories.spec.kit.ts'
import { incidentTimeline, type IncidentTimeline } from './incident-timeline.ts'
import { changesOf } from './timeline-changes.ts'
import { wordsOf } from './timeline-words.ts'

const { events } = incidentExamples

const timelinesOf = (all: ReturnType<typeof stored>): ReadonlyMap<string, IncidentTimeline> => {
  const documents = new Map<string, IncidentTimeline>()
  for (const event of all)
    for (const key of incidentTimeline.keysOf(event)) {
      const document = incidentTimeline.apply(documents.get(key), event, key)
      if (document) documents.set(key, document)
    }
  return documents
}

describe('a timeline', () => {
  it('is cut into chunks of 32 whose keys sort', () => {
    const many = Array.from({ length: 70 }, (): IncidentEvent => events.NoteAdded)
    const documents = timelinesOf(stored([events.IncidentRaised, ...many]))
    const { incidentId } = events.IncidentRaised
    expect([...documents.keys()]).toEqual([`${incidentId}/000000`, `${incidentId}/000001`, `${incidentId}/000002`])
    expect([...documents.values()].map(({ entries }) => entries.length)).toEqual([32, 32, 7])
  })
  it('has an entry for every event, in order of revisions', () => {
    fc.assert(
      fc.property(history, (all) => {
        const entries = [...timelinesOf(all).values()].flatMap((document) => document.entries)
        expect(entries.map(({ revision }) => revision)).toEqual(all.map(({ revision }) => revision))
      }),
    )
  })
})

describe('words', () => {
  it('say who did what, for every event', () => {
    for (const event of Object.values(events)) {
      expect(wordsOf(event)).toMatch(new RegExp(`^${event.by} \\w+`))
      expect(wordsOf(event)).not.toMatch(/undefined|\[object/)
    }
  })
  it('say from what to what', () => {
    const { from, to } = events.IncidentAssigned
    const words = wordsOf(events.IncidentAssigned)
    expect(words).toContain(to.group ?? to.assignee ?? '')
    expect(words).toContain(`before: ${from.assignee ?? from.group ?? 'nobody'}`)
  })
  it('are cut at 500 characters, never within one', () => {
    const text = '😀'.repeat(400) as typeof events.NoteAdded.text
    for (const filler of ['', 'x']) {
      const words = wordsOf({ ...events.NoteAdded, text: `${filler}${text}` as typeof text })
      expect(words.length).toBeLessThanOrEqual(500)
      expect(words).not.toMatch(/\p{Cs}/u)
    }
  })
})

describe('changes', () => {
  it('name the customer before and after', () => {
    const { from, to } = events.CustomerCorrected
    expect(changesOf(events.CustomerCorrected)).toEqual([{ field: 'customer', from, to }])
    expect(wordsOf(events.CustomerCorrected)).toContain(`changed customer from ${from ?? ''} to ${to ?? ''}`)
  })
  it('name the field, before and after', () => {
    const { from, to } = events.PriorityChanged
    expect(changesOf(events.PriorityChanged)).toContainEqual({
      field: 'priority',
      from: from.priority,
      to: to.priority,
    })
  })
})
