/** Runs tasks of one name one after the other, tasks of different names at once. */
export const turns = () => {
  const last = new Map<string, Promise<unknown>>()
  return async <Result>(name: string, task: () => Promise<Result>): Promise<Result> => {
    const before = last.get(name)
    const mine = before === undefined ? task() : before.then(task, task)
    last.set(name, mine)
    try {
      return await mine
    } finally {
      if (last.get(name) === mine) last.delete(name)
    }
  }
}
