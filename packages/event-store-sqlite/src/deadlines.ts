/** The longest that a timer of Node can wait. */
const LONGEST = 2 ** 31 - 1

interface Due {
  readonly at: number
  readonly expire: () => void
}

/** Many time limits on one timer: setting and lifting one costs a map entry. */
export const openDeadlines = () => {
  const due = new Map<number, Due>()
  let armed = Infinity
  let timer: NodeJS.Timeout | undefined

  const arm = (at: number) => {
    if (at >= armed) return
    clearTimeout(timer)
    armed = at
    timer = setTimeout(fire, Math.min(LONGEST, Math.max(0, at - performance.now())))
    timer.unref()
  }
  const fire = () => {
    const now = performance.now()
    armed = Infinity
    for (const [id, { at, expire }] of due) {
      if (at > now) arm(at)
      else {
        due.delete(id)
        expire()
      }
    }
  }
  return {
    /** @unit  milliseconds from now */
    set: (id: number, milliseconds: number, expire: () => void) => {
      const at = performance.now() + milliseconds
      due.set(id, { at, expire })
      arm(at)
    },
    lift: (id: number) => {
      due.delete(id)
    },
    stop: () => {
      clearTimeout(timer)
      due.clear()
    },
  }
}
