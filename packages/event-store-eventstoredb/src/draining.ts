import type { Feed } from './feed.ts'

/** How a read went. */
export type Drained =
  /** it came to its end */
  | { readonly kind: 'end' }
  /** whoever reads has enough */
  | { readonly kind: 'enough' }
  /** nothing came for so long */
  | { readonly kind: 'silence' }
  | { readonly kind: 'error'; readonly error: unknown }

const takeAll = <A>(feed: Feed<A>, each: (one: A) => boolean): boolean => {
  for (let one = feed.take(); one !== undefined; one = feed.take()) if (!each(one)) return false
  return true
}

/**
 * Takes what a read gives until it ends, or until `each` answers that it has enough (false). The read is over then.
 * @unit  patience: milliseconds without anything
 */
export const drain = async <A>(feed: Feed<A>, patience: number, each: (one: A) => boolean): Promise<Drained> => {
  try {
    for (;;) {
      if (!takeAll(feed, each)) return { kind: 'enough' }
      const end = feed.end()
      if (end !== undefined) return feed.unread() === 0 ? end : takeAll(feed, each) ? end : { kind: 'enough' }
      if (!(await feed.wait(patience))) return { kind: 'silence' }
    }
  } finally {
    feed.stop()
  }
}
