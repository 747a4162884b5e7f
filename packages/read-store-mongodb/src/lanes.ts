/**
 * Lets what concerns one table happen in the order asked for, and what concerns others meanwhile.
 */
export const lanes = () => {
  const tails = new Map<string, Promise<unknown>>()

  /** Runs it after all that was asked before on any of these lanes. */
  return async <A>(names: readonly string[], run: () => Promise<A>): Promise<A> => {
    const before = Promise.allSettled(names.flatMap((name) => tails.get(name) ?? []))
    const mine = before.then(run)
    const settled = mine.then(
      () => undefined,
      () => undefined,
    )
    for (const name of names) tails.set(name, settled)
    try {
      return await mine
    } finally {
      for (const name of names) if (tails.get(name) === settled) tails.delete(name)
    }
  }
}
