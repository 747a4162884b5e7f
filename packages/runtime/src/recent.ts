/** A map that forgets what was used longest ago once it holds more than `most`. */
export interface Recent<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  readonly delete: (key: string) => void
  readonly clear: () => void
}

export const recent = <Value>(most: number): Recent<Value> => {
  const values = new Map<string, Value>()
  const set = (key: string, value: Value) => {
    values.delete(key)
    values.set(key, value)
    if (values.size <= most) return
    const oldest = values.keys().next()
    if (oldest.done !== true) values.delete(oldest.value)
  }
  return {
    get: (key) => {
      const value = values.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
    delete: (key) => {
      values.delete(key)
    },
    clear: () => {
      values.clear()
    },
  }
}
