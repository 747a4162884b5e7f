/** Tasks under one name run one after the other, in the order of asking; under different names, at once. */
export const openTurns = () => {
  const last = new Map<string, Promise<unknown>>()
  return <A>(name: string, task: () => Promise<A>): Promise<A> => {
    const before = last.get(name)
    const mine = before === undefined ? task() : before.then(task, task)
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (last.get(name) === settled) last.delete(name)
      })
    last.set(name, settled)
    return mine
  }
}
