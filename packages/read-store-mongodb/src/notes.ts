/** Sentences that a person should read: each is told once, and kept. */
export const noteBook = (tell: (sentence: string) => void) => {
  const sentences = new Set<string>()
  return {
    note: (sentence: string): void => {
      if (sentences.has(sentence)) return
      sentences.add(sentence)
      tell(sentence)
    },
    notes: (): readonly string[] => [...sentences],
  }
}
