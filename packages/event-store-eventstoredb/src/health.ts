/** Tells a person when the server is lost and when it is back: each once, however many calls notice. */
export interface Health {
  readonly lost: (why: string) => void
  readonly answers: () => void
  /** one sentence as it is */
  readonly say: (sentence: string) => void
}

export const openHealth = (where: string, say: (sentence: string) => void): Health => {
  let isLost = false
  return {
    say,
    lost: (why) => {
      if (isLost) return
      isLost = true
      say(`EventStoreDB at ${where} does not answer as it should (${why}): trying again.`)
    },
    answers: () => {
      if (!isLost) return
      isLost = false
      say(`EventStoreDB at ${where} answers again.`)
    },
  }
}

export const closedText = (where: string): string =>
  `The event store on EventStoreDB at ${where} was closed: open it again.`
