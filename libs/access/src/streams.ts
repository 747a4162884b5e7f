/** What a stream is about: a ticket by its number, something that has no owner, or what only programs look at. */
export type StreamAbout = { readonly ticket: string } | 'Shared' | 'Internal'

const shared = ['agreement-', 'business-calendar-']
const CLOCK = 'service-level-clock-'
const INCIDENT = 'incident-'

/** What a stream is about, by its name: what feeds and histories ask before they show an event. */
export const streamAbout = (stream: string): StreamAbout => {
  if (stream.startsWith(INCIDENT)) return { ticket: stream.slice(INCIDENT.length) }
  if (stream.startsWith(CLOCK)) return { ticket: stream.slice(CLOCK.length, stream.lastIndexOf('.')) }
  return shared.some((prefix) => stream.startsWith(prefix)) ? 'Shared' : 'Internal'
}
