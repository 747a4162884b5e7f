import type { NotAllDone, PlanTrouble } from '@deskledger/applying'
import { Stop, type ExitCode } from '../stop.ts'
import { stopFor } from '../take.ts'

/** The end of a run that was not begun: what is wrong with the files is a matter of how it was called. */
export const planStop = (trouble: PlanTrouble): Stop =>
  trouble.type === 'BadFiles' ? new Stop(2, trouble, { mistakes: trouble.mistakes }) : stopFor(trouble)

const stores = new Set<string>([
  'StoreUnavailable',
  'StoreBusy',
  'StoreFull',
  'StoreReadOnly',
  'StoreCorrupt',
  'TimedOut',
])

const codeOf = (type: string): ExitCode => {
  if (type === 'Stopped') return 130
  return stores.has(type) ? 3 : 1
}

/** The end of a run that did not come to its end: what is done, what is not. */
export const applyStop = (trouble: NotAllDone): Stop =>
  new Stop(codeOf(trouble.type), trouble, {
    done: trouble.done.map(({ step }) => step.stream),
    unsure: trouble.unsure === null ? null : trouble.unsure.stream,
    left: trouble.left.map(({ stream }) => stream),
    failure: trouble.failure,
  })
