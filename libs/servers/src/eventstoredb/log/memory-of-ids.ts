/** Recent ids and where they were stored: what ANY and STREAM_EXISTS know of repeats. */
export interface MemoryOfIds {
  readonly remember: (id: string, place: IdPlace) => void
  readonly find: (id: string) => IdPlace | undefined
  readonly forget: () => void
}

interface IdPlace {
  readonly stream: string
  readonly revision: number
}

/** Holds the last `limit` ids; an older one is forgotten as if it never was. */
export const memoryOfIds = (limit: number): MemoryOfIds => {
  const places = new Map<string, IdPlace>()
  const forgetOldest = () => {
    for (const oldest of places.keys()) {
      if (places.size <= limit) return
      places.delete(oldest)
    }
  }
  return {
    remember: (id, place) => {
      places.delete(id)
      places.set(id, place)
      if (places.size > limit) forgetOldest()
    },
    find: (id) => places.get(id),
    forget: () => {
      places.clear()
    },
  }
}
