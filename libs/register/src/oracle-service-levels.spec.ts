import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { applyPlan, bundledAgreement, planOf, readFiles, type ApplyingLedger } from '@deskledger/applying'
import { bundledLog, importLog, mappingNamed } from '@deskledger/importing'
import { instantOf } from '@deskledger/kernel'
import type { InForce } from '@deskledger/practices/agreement'
import type { CycleFact, ServiceLevelFact } from '@deskledger/practices/service-level-clock'
import { complianceReport, explainClock, externalVerdicts, incidentReport } from '@deskledger/reports'
import { openFolder, type OpenLedger } from './index.ts'
import { agreesWithTheOracle } from './oracle.spec.kit.ts'
import { plainCycles, plainRows, type PlainCycle, type PlainTarget } from './plain-clocks.spec.kit.ts'

/** Every run takes each eighth ticket of the bundled log; `DESKLEDGER_TEST_WHOLE_LOG=1` takes all of them, in some minutes. */
const whole = process.env['DESKLEDGER_TEST_WHOLE_LOG'] === '1'
const STEP = 8
const targets: readonly PlainTarget[] = ['respond', 'resolve']

const root = mkdtempSync(join(tmpdir(), 'oracle-service-levels-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const orThrow = <A>(outcome: E.Either<unknown, A>): A => {
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const numberOf = (line: string): string => line.slice(0, line.indexOf(','))

/** The log, or all rows of each eighth of its tickets. */
const taken = (): string => {
  const csv = gunzipSync(readFileSync(bundledLog.path)).toString()
  if (whole) return csv
  const [head = '', ...lines] = csv.split('\n')
  const kept = new Set([...new Set(lines.map(numberOf))].filter((_, index) => index % STEP === 0))
  return [head, ...lines.filter((line) => kept.has(numberOf(line)))].join('\n')
}
const csv = taken()
const input = join(root, 'log.csv')
writeFileSync(input, csv)
const tickets = plainRows(csv)
const plain: Readonly<Record<PlainTarget, ReadonlyMap<string, readonly PlainCycle[]>>> = {
  respond: new Map([...tickets].map(([ticket, rows]) => [ticket, plainCycles(rows, 'respond')])),
  resolve: new Map([...tickets].map(([ticket, rows]) => [ticket, plainCycles(rows, 'resolve')])),
}

const applyingTo = ({ ledger }: OpenLedger): ApplyingLedger => ({
  history:
    (stream, from = 0) =>
    () =>
      ledger.history(stream, { from }),
  inForce: () => async () =>
    E.map(({ found }: { readonly found: readonly { readonly document: object }[] }) =>
      found.map(({ document }) => document as InForce),
    )(await ledger.find('agreements-in-force')),
  ask: (asks) => async () =>
    E.mapLeft((trouble: { readonly type: string }) => ({ type: trouble.type, message: JSON.stringify(trouble) }))(
      await ledger.askAll(asks),
    ),
})

const openEmpty = async (name: string): Promise<OpenLedger> =>
  orThrow(await openFolder(join(root, name), { create: true }))

const openUnderAgreement = async (): Promise<OpenLedger> => {
  const empty = await openEmpty('agreement')
  const applying = applyingTo(empty)
  const { files, asking } = bundledAgreement
  const plan = orThrow(await planOf(applying, await readFiles(files, Readable.from([])), asking))
  expect(orThrow(await applyPlan(applying, plan.steps))).toHaveLength(3)
  return empty
}

const importInto = async ({ ledger }: OpenLedger): Promise<void> => {
  const ask = (asks: Parameters<typeof ledger.askAll>[0]) =>
    TE.mapLeft((trouble: { readonly type: string }) => ({ type: trouble.type, message: JSON.stringify(trouble) }))(() =>
      ledger.askAll(asks),
    )
  orThrow(await importLog({ input, mapping: orThrow(await mappingNamed('servicenow')), ask }))
  orThrow(await ledger.catchUp())
}

const documents = async ({ ledger }: OpenLedger, table: string): Promise<readonly object[]> => {
  const all: object[] = []
  orThrow(
    await ledger.views.each(table, {}, (found) => {
      all.push(...found.map(({ document }) => document))
    })(),
  )
  return all
}

/** All incidents, but when each was recorded. */
const detailsIn = async (ledger: OpenLedger): Promise<readonly object[]> =>
  (await documents(ledger, 'incident-details')).map((details) => ({ ...details, recordedAt: null }))

let opened: OpenLedger
let without: OpenLedger

if (whole)
  agreesWithTheOracle('under the bundled agreement', async () => {
    opened = await openUnderAgreement()
    return opened
  })
else {
  beforeAll(async () => {
    without = await openEmpty('without')
    opened = await openUnderAgreement()
    await importInto(without)
    await importInto(opened)
  }, 300_000)
  afterAll(async () => {
    await Promise.all([opened.close(), without.close()])
  })
  describe('an import of each eighth ticket of the bundled log', () => {
    it('says of incidents under the agreement what it says without', async () => {
      const reportOf = async ({ ledger }: OpenLedger) => orThrow(await incidentReport(ledger.views)())
      expect(await reportOf(opened)).toStrictEqual(await reportOf(without))
      expect(await detailsIn(opened)).toStrictEqual(await detailsIn(without))
    })
  })
}

const instant = (minute: number): string => instantOf(minute * 60_000)
const expectedOf = ({ startedAt, stoppedAt, dueAt, elapsed, goal, verdict, priority }: PlainCycle) => ({
  startedAt: instant(startedAt),
  stoppedAt: instant(stoppedAt),
  dueAt: instant(dueAt),
  elapsedSeconds: elapsed * 60,
  targetSeconds: goal * 60,
  verdict,
  priority,
})
const givenBy = ({ begun, end, dueAt, targetSeconds, outcome, labels }: CycleFact) => ({
  startedAt: begun.at,
  stoppedAt: end?.at,
  dueAt,
  elapsedSeconds: end?.elapsedSeconds,
  targetSeconds,
  verdict: outcome,
  priority: labels.priority,
})

const allCycles = (target: PlainTarget): readonly PlainCycle[] => [...plain[target].values()].flat()
const count = <A>(all: readonly A[], is: (one: A) => boolean): number => all.filter(is).length
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** A sum over nothing is not 0: there is none. */
const minutesOf = (cycles: readonly PlainCycle[], minutes: (cycle: PlainCycle) => number) => ({
  count: cycles.length,
  sumSeconds: cycles.length === 0 ? null : 60 * sum(cycles.map(minutes)),
})

const figuresOf = (cycles: readonly PlainCycle[]) => {
  const met = cycles.filter(({ verdict }) => verdict === 'met')
  const missed = cycles.filter(({ verdict }) => verdict === 'missed')
  return {
    results: cycles.length,
    met: met.length,
    breached: missed.length,
    runningBreaches: 0,
    complianceRate: met.length / cycles.length,
    timeWithinTarget: minutesOf(met, ({ elapsed }) => elapsed),
    overrun: minutesOf(missed, ({ elapsed, goal }) => Math.max(0, elapsed - goal)),
  }
}

/** The account of each run of a clock, and whether it adds up to what the rows say. */
const accountsOf = async (clock: string, cycles: readonly PlainCycle[]) => {
  const events = orThrow(await opened.ledger.history(`service-level-clock-${clock}`))
  return cycles.map(({ elapsed, verdict }, index) => {
    const account = orThrow(explainClock(events, { cycle: index + 1 }))
    const counted = account.segments.filter((segment) => segment.counted).map(({ seconds }) => seconds)
    const amounts = [sum(counted), account.elapsedSeconds, account.recordedSeconds]
    return { account, addsUp: account.verdict === verdict && amounts.every((amount) => amount === 60 * elapsed) }
  })
}

describe('the clocks of the bundled log', () => {
  it('are tried on tickets that waited, were reopened, and changed their priority', () => {
    expect(tickets.size).toBe(whole ? 10_000 : 1250)
    const cycles = [...plain.resolve.values()]
    expect(count(cycles, (of) => of.length > 1)).toBeGreaterThan(10)
    expect(
      count([...tickets.values()], (rows) => rows.some(({ state }) => state === 'Awaiting User Info')),
    ).toBeGreaterThan(100)
    expect(
      count([...tickets.values()], (rows) => new Set(rows.map(({ priority }) => priority)).size > 1),
    ).toBeGreaterThan(10)
    expect(new Set(allCycles('resolve').map(({ verdict }) => verdict)).size).toBe(2)
  })
  it.each(targets)('come to what the rows say, minute by minute, for each ticket: to %s', async (target) => {
    const facts = (await documents(opened, 'service-level-facts')) as readonly ServiceLevelFact[]
    const given = facts
      .filter((fact) => fact.target === target)
      .map(({ ticket, cycles }) => [ticket, cycles.map(givenBy)] as const)
    const inOrder = given.toSorted(([a], [b]) => a.localeCompare(b))
    expect(inOrder).toStrictEqual(
      [...plain[target]]
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([ticket, cycles]) => [ticket, cycles.map(expectedOf)]),
    )
  })
  it.each(targets)('add up to the figures of the report, all in all and by priority: to %s', async (target) => {
    const report = orThrow(await complianceReport(opened.ledger.views, { by: 'priority', target })())
    expect(report).toMatchObject(figuresOf(allCycles(target)))
    const priorities = [...new Set(allCycles(target).map(({ priority }) => priority))].sort()
    expect(report.series?.map(({ key }) => key)).toStrictEqual(priorities.map(String))
    for (const { key, ...figures } of report.series ?? [])
      expect(figures).toMatchObject(figuresOf(allCycles(target).filter(({ priority }) => String(priority) === key)))
  })
  it('stand beside the verdict of the log, as many agreeing and differing each way', async () => {
    const said = [...tickets].map(([ticket, rows]) => {
      const theirs = rows.at(-1)?.made === true ? 'made' : 'missed'
      const ours = plain.resolve.get(ticket)?.at(-1)?.verdict === 'met' ? 'met' : 'breached'
      return `${theirs}-${ours}`
    })
    const counts = Object.fromEntries([...new Set(said)].map((one) => [one, count(said, (other) => other === one)]))
    const agreeing = (counts['made-met'] ?? 0) + (counts['missed-breached'] ?? 0)
    expect(orThrow(await externalVerdicts(opened.ledger.views, 'resolve')())).toStrictEqual({
      counts,
      agreeing,
      differing: tickets.size - agreeing,
    })
  })
  it('have accounts that add up to the second, each run of each clock', async () => {
    const wrong: unknown[] = []
    for (const target of targets)
      for (const [ticket, cycles] of plain[target])
        wrong.push(...(await accountsOf(`${ticket}.${target}`, cycles)).filter(({ addsUp }) => !addsUp))
    expect(wrong).toStrictEqual([])
  }, 300_000)
  it('stand after a rebuild byte for byte, and a fresh fold gives the same', async () => {
    const rebuilt = orThrow(await opened.ledger.rebuild())
    expect(rebuilt.length).toBeGreaterThan(0)
    for (const one of rebuilt) expect(one).toMatchObject({ compared: true })
    const { views, dispose } = orThrow(await opened.scratch())
    expect(orThrow(await opened.ledger.verify(views))).toMatchObject({ ok: true })
    await dispose()
    expect(orThrow(await opened.ledger.parked())).toStrictEqual([])
  }, 3_600_000)
})
