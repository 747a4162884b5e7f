/** What a pure room never looks at: the time of day, chance, timers. */
const poisons: readonly (readonly [object, string])[] = [
  [globalThis, 'Date'],
  [globalThis, 'setTimeout'],
  [globalThis, 'setInterval'],
  [globalThis, 'setImmediate'],
  [globalThis, 'performance'],
  [Math, 'random'],
]

interface Venom {
  strong: boolean
}

/** Harmless afterwards: a test runner looks at everything that was ever global. */
const poison = (name: string, venom: Venom) => {
  const bite = () => {
    if (venom.strong) throw new Error(`a pure room used ${name}`)
  }
  const bait = function () {
    bite()
  }
  return new Proxy(bait, { get: bite })
}

/**
 * Runs something while the clock, chance and timers throw; they are put back whatever happens. Synchronous code only.
 * @errors  what the code throws; `a pure room used …` where it touched one of them
 */
export const poisoned = <Result>(run: () => Result): Result => {
  const kept = poisons.map(([holder, name]) => [holder, name, Object.getOwnPropertyDescriptor(holder, name)] as const)
  const venom = { strong: true }
  for (const [holder, name] of poisons) {
    Object.defineProperty(holder, name, { value: poison(name, venom), configurable: true, writable: true })
  }
  try {
    return run()
  } finally {
    venom.strong = false
    for (const [holder, name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(holder, name, descriptor)
    }
  }
}
