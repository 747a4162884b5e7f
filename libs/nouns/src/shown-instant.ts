/** An instant as people read it: `2016-03-01 09:30:00`, milliseconds only where there are any; its zone is UTC. */
export const shownInstant = (instant: string): string =>
  `${instant.slice(0, 10)} ${instant.slice(11, instant.endsWith('.000Z') ? 19 : 23)}`
