/** An answer that did not come in the time allowed. */
export class TookTooLong extends Error {
  constructor(patience: number) {
    super(`no answer within ${patience} ms`)
  }
}

/** Waits for an answer as long as allowed, in milliseconds. What was asked may still be done: its outcome is unknown. */
export const within = async <A>(patience: number, answer: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TookTooLong(patience))
    }, patience)
  })
  answer.catch(() => undefined) // it may fail after nobody waits for it any more
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
