// What the clocks of the bundled log must come to, reckoned from its rows minute by minute: slow, and sharing no code with
// the ledger. All times of the log are whole minutes, and every goal, opening and closing is, too.

/** What a row of the log says. Times are minutes since 1970. */
export interface PlainRow {
  readonly ticket: string
  readonly at: number
  readonly openedAt: number
  readonly state: string
  readonly priority: number
  readonly made: boolean
}

/** One run of a clock, in minutes. */
export interface PlainCycle {
  readonly startedAt: number
  readonly stoppedAt: number
  readonly dueAt: number
  readonly elapsed: number
  readonly goal: number
  readonly verdict: 'met' | 'missed'
  /** whose figures they are */
  readonly priority: number
}

export type PlainTarget = 'respond' | 'resolve'

/** `29/2/2016 01:16` */
const minuteOf = (text: string): number => {
  const [day = '', time = ''] = text.split(' ')
  const [d = 0, m = 0, y = 0] = day.split('/').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return Date.UTC(y, m - 1, d, hour, minute) / 60_000
}

/** The rows of a log, ticket by ticket, in the order of the file. No cell of it has a comma or a quote. */
export const plainRows = (csv: string): ReadonlyMap<string, readonly PlainRow[]> => {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/)
  const names = head.split(',')
  const tickets = new Map<string, PlainRow[]>()
  for (const line of lines) {
    const cells = line.split(',')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    const row = {
      ticket: cell('number'),
      at: minuteOf(cell('sys_updated_at')),
      openedAt: minuteOf(cell('opened_at')),
      state: cell('incident_state'),
      priority: Number(cell('priority').slice(0, 1)),
      made: cell('made_sla') === 'true',
    }
    tickets.set(row.ticket, [...(tickets.get(row.ticket) ?? []), row])
  }
  return tickets
}

/** The bundled agreement as its file says it: minutes, by priority. */
const goals: Readonly<Record<PlainTarget, Readonly<Record<number, number>>>> = {
  respond: { 1: 15, 2: 60, 3: 4 * 60, 4: 8 * 60, 5: 20 * 60 },
  resolve: { 1: 4 * 60, 2: 8 * 60, 3: 40 * 60, 4: 80 * 60, 5: 200 * 60 },
}
const holidays = ['25/3/2016 00:00', '21/4/2016 00:00', '26/5/2016 00:00'].map((day) => minuteOf(day) / 1440)

/** Whether somebody works in the minute that begins here: priority 1 has all of them, the others office hours. */
const isWorked = (minute: number, priority: number): boolean => {
  if (priority === 1) return true
  const day = Math.floor(minute / 1440)
  const weekday = (day + 4) % 7 // 1 January 1970 was a Thursday; 0 is Sunday
  const ofDay = minute - day * 1440
  return weekday >= 1 && weekday <= 5 && ofDay >= 8 * 60 && ofDay < 18 * 60 && !holidays.includes(day)
}

const isDone = (state: string): boolean => state === 'Resolved' || state === 'Closed'
const isWaiting = (state: string): boolean => state.startsWith('Awaiting')
const pauses = (target: PlainTarget, state: string): boolean =>
  target === 'resolve' && (state === 'Awaiting User Info' || state === 'Awaiting Vendor')

interface Run {
  readonly startedAt: number
  /** the instant of its last step: none counts from earlier */
  stepped: number
  waits: string
  paused: boolean
  /** from when on it is paused, or goes on */
  readonly switches: { readonly at: number; readonly paused: boolean }[]
  goalBy: number
  priority: number
  stoppedAt: number | undefined
}

const begun = (at: number, priority: number): Run => ({
  startedAt: at,
  stepped: at,
  waits: '',
  paused: false,
  switches: [],
  goalBy: priority,
  priority,
  stoppedAt: undefined,
})

/** Whether the minute that begins here counts: what comes after the stop is as if it went on. */
const counts = ({ goalBy, switches, stoppedAt = NaN }: Run, minute: number): boolean => {
  if (!isWorked(minute, goalBy)) return false
  return minute >= stoppedAt || switches.findLast(({ at }) => at <= minute)?.paused !== true
}

const minutesUntil = (run: Run, end: number): number => {
  let used = 0
  for (let minute = run.startedAt; minute < end; minute++) if (counts(run, minute)) used += 1
  return used
}

/** Where so many minutes are used up. */
const usedUp = (run: Run, goal: number): number => {
  let [minute, used] = [run.startedAt, 0]
  for (; used < goal; minute++) if (counts(run, minute)) used += 1
  return minute
}

/** Counts one run, minute by minute: to its stop, and to where it was due. */
const counted = (run: Run, target: PlainTarget): PlainCycle => {
  const { startedAt, stoppedAt = NaN, goalBy, priority } = run
  const goal = goals[target][goalBy] ?? NaN
  const dueAt = usedUp(run, goal)
  const verdict = stoppedAt <= dueAt ? 'met' : 'missed'
  return { startedAt, stoppedAt, dueAt, elapsed: minutesUntil(run, stoppedAt), goal, verdict, priority }
}

const wait = (run: Run, { at, state }: PlainRow, target: PlainTarget): void => {
  const waits = isWaiting(state) ? state : ''
  if (waits === run.waits) return
  run.stepped = Math.max(at, run.stepped)
  run.waits = waits
  const paused = pauses(target, state)
  if (paused !== run.paused) run.switches.push({ at: run.stepped, paused })
  run.paused = paused
}

const prioritise = (run: Run, { at, priority }: PlainRow): void => {
  if (run.stoppedAt === undefined && priority !== run.goalBy) {
    run.goalBy = priority
    run.stepped = Math.max(at, run.stepped)
  }
  run.priority = priority
}

/** The runs of the clock of a ticket: one to respond, and to resolve one more for each time that it was opened again. */
export const plainCycles = (rows: readonly PlainRow[], target: PlainTarget): readonly PlainCycle[] => {
  const [first] = rows
  if (first === undefined) return []
  const runs = [begun(first.openedAt, first.priority)]
  for (const row of rows) {
    let run = runs.at(-1) ?? begun(first.openedAt, first.priority)
    prioritise(run, row)
    if (run.stoppedAt !== undefined) {
      if (isDone(row.state) || target === 'respond') continue
      run = begun(Math.max(row.at, run.stoppedAt), row.priority)
      runs.push(run)
    }
    if (isDone(row.state)) run.stoppedAt = Math.max(row.at, run.stepped)
    else wait(run, row, target)
  }
  return runs.map((run) => counted(run, target))
}
