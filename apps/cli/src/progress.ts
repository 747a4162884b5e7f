import { SingleBar } from 'cli-progress'
import type { Context } from './context.ts'
import { shownNumber } from './words/numbers.ts'

/** How far something is; `total` null: nobody knows yet. */
interface Step {
  readonly what: string
  readonly done: number
  readonly total: number | null
  readonly unit: string
}

/** Shows how far something is, on standard error. */
export interface ProgressShown {
  readonly step: (step: Step) => void
  readonly end: () => void
}

const EVERY = 3000

const SETTLED = 500

/** How fast it goes since it began; 0 while that cannot be told yet. */
const rateOf = (done: number, since: number): number => {
  const elapsed = performance.now() - since
  return elapsed < SETTLED ? 0 : (1000 * done) / elapsed
}
const shownRate = (rate: number): string => shownNumber(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))
const ratePart = (rate: number): string => (rate === 0 ? '' : `, ${shownRate(rate)}/s`)
const leftOf = ({ done, total }: Step, rate: number): string =>
  total === null || rate === 0 ? '' : `, about ${Math.ceil((total - done) / rate)} s left`
const shareOf = ({ done, total }: Step): string =>
  total === null ? '' : ` of ${shownNumber(total)} (${Math.floor((100 * done) / Math.max(1, total))} %)`

/** Plain lines every few seconds, for logs. */
const lines = (write: (text: string) => void): ProgressShown => {
  let current = ''
  let since = performance.now()
  let told = since
  return {
    step: (step) => {
      const now = performance.now()
      if (step.what !== current) {
        current = step.what
        since = now
      }
      if (now - told < EVERY) return
      told = now
      const rate = rateOf(step.done, since)
      write(
        `${step.what}: ${shownNumber(step.done)}${shareOf(step)} ${step.unit}${ratePart(rate)}${leftOf(step, rate)}\n`,
      )
    },
    end: () => undefined,
  }
}

/** One line that moves, for a terminal. */
const bar = (stream: NodeJS.WritableStream): ProgressShown => {
  let shown: SingleBar | undefined
  let current = ''
  let since = performance.now()
  const begin = ({ what, total, unit }: Step) => {
    shown?.stop()
    current = what
    since = performance.now()
    const middle =
      total === null
        ? ` {value} ${unit}, {rate}/s`
        : ` [{bar}] {percentage} % {value}/{total} ${unit}, {rate}/s, {left}`
    shown = new SingleBar({
      stream,
      format: `${what}${middle}`,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
      fps: 8,
    })
    shown.start(total ?? 0, 0, { rate: '0', left: '' })
    return shown
  }
  return {
    step: (step) => {
      const one = shown && step.what === current ? shown : begin(step)
      const rate = rateOf(step.done, since)
      const left = leftOf(step, rate).slice(2)
      one.update(step.done, { rate: shownRate(rate), left })
    },
    end: () => {
      shown?.stop()
      shown = undefined
    },
  }
}

/** A bar with rate and time left on a terminal, plain lines otherwise. */
export const progress = ({ io }: Context): ProgressShown =>
  io.stderr.isTTY === true ? bar(io.stderr) : lines((text) => void io.stderr.write(text))
