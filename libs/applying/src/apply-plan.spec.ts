import * as E from 'fp-ts/lib/Either.js'
import type { Uuid } from '@deskledger/kernel'
import { applyPlan, type NotAllDone } from './apply-plan.ts'
import { calendarText, inForceText } from './documents.spec.kit.ts'
import { openTestFolder } from './folder.spec.kit.ts'
import { asking, openTestLedger, orThrow, type Interference, type TestLedger } from './ledger.spec.kit.ts'
import { planOf } from './planning/plan.ts'

const folder = openTestFolder()
afterAll(folder.remove)

const files = {
  'calendars.yaml': calendarText,
  'a.yaml': inForceText('a', '[{ ticket: incident, resolve: 8h }]'),
  'b.yaml': inForceText('b', '[{ ticket: request, fulfil: 8h }]'),
}
const streams = ['business-calendar-berlin-office', 'agreement-a', 'agreement-b']
const planned = async (ledger: TestLedger) => orThrow(await planOf(ledger, await folder.read(files), asking)).steps
const typesIn = ({ log }: TestLedger): readonly string[] => log.map(({ stream, type }) => `${stream} ${type}`)

const whole = async (): Promise<readonly string[]> => {
  const ledger = openTestLedger()
  orThrow(await applyPlan(ledger, await planned(ledger)))
  return typesIn(ledger)
}

/** What a run came to that met something at a stream. */
const met = async (at: string, interference: (ledger: TestLedger) => Interference, signal?: AbortSignal) => {
  const ledger = openTestLedger()
  ledger.interfere((stream) => (stream === at ? interference(ledger) : undefined))
  const outcome = await applyPlan(ledger, await planned(ledger), signal)
  if (E.isRight(outcome)) throw new Error('it came to its end')
  ledger.interfere(() => undefined)
  return { ledger, trouble: outcome.left }
}
const standing = ({ done, unsure, left }: NotAllDone) => ({
  done: done.map(({ step }) => step.stream),
  unsure: unsure?.stream ?? null,
  left: left.map(({ stream }) => stream),
})

const lost = { type: 'StoreUnavailable', message: 'The store is gone.' }
const refused = { type: 'TermsSuperseded', message: 'Version 1 is off the table.' }
const [calendar = '', a = '', b = ''] = streams

describe('a plan that is applied', () => {
  it('does all of it, stream by stream', async () => {
    const ledger = openTestLedger()
    const done = orThrow(await applyPlan(ledger, await planned(ledger)))
    expect(done.map(({ step }) => step.stream)).toStrictEqual(streams)
    expect(done.map(({ answers }) => answers.map(({ revision }) => revision))).toStrictEqual([
      [0],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ])
  })
  it('adds nothing when it is planned again', async () => {
    const ledger = openTestLedger()
    orThrow(await applyPlan(ledger, await planned(ledger)))
    expect(await planned(ledger)).toStrictEqual([])
  })
  it('adds nothing when the same plan is asked again', async () => {
    const ledger = openTestLedger()
    const steps = await planned(ledger)
    orThrow(await applyPlan(ledger, steps))
    orThrow(await applyPlan(ledger, steps))
    expect(typesIn(ledger)).toStrictEqual(await whole())
  })
})

describe('a store that is lost on the way', () => {
  it.each([
    [calendar, false],
    [a, false],
    [a, true],
    [b, true],
  ])('at %s (stored: %s) is told, and nothing after it is tried', async (at, stored) => {
    const { ledger, trouble } = await met(at, () => ({ trouble: lost, stored }))
    const place = streams.indexOf(at)
    expect(standing(trouble)).toStrictEqual({
      done: streams.slice(0, place),
      unsure: at,
      left: streams.slice(place + 1),
    })
    expect(new Set(ledger.log.map(({ stream }) => stream)).size).toBe(place + (stored ? 1 : 0))
    expect(trouble).toMatchObject({ type: 'StoreUnavailable', failure: lost })
    expect(trouble.message).toContain(`Whether it is done is not known: ${at}.`)
    orThrow(await applyPlan(ledger, await planned(ledger)))
    expect(typesIn(ledger)).toStrictEqual(await whole())
  })
  it('before anything was asked of a stream leaves no doubt', async () => {
    const ledger = openTestLedger()
    const steps = await planned(ledger)
    const outcome = await applyPlan({ ...ledger, history: () => () => Promise.resolve(E.left(lost)) }, steps)
    expect(E.isLeft(outcome) && standing(outcome.left)).toStrictEqual({ done: [], unsure: null, left: streams })
    expect(E.isLeft(outcome) && outcome.left.message).toBe(
      `The store is gone. Nothing is written. Not done: ${streams.join(', ')}. Run the same command again: what is done is recognised, and the rest is done then.`,
    )
  })
})

describe('a rule that refuses on the way', () => {
  it('is told with what is done and what is not', async () => {
    const { trouble } = await met(a, () => ({ trouble: refused, stored: false }))
    expect(standing(trouble)).toStrictEqual({ done: [calendar], unsure: null, left: [a, b] })
    expect(trouble.message).toBe(
      `Version 1 is off the table. Done: ${calendar}. Not done: ${a}, ${b}. Run the same command again: what is done is recognised, and the rest is done then.`,
    )
  })
})

describe('somebody else', () => {
  const theirs = (ledger: TestLedger) =>
    orThrow(
      ledger.asked([
        {
          command: { type: 'DraftAgreement', agreementId: 'a', kind: 'SLA', name: 'Mail', ...asking } as never,
          commandId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid,
        },
      ]),
    )
  it('who changed a stream before it was asked is noticed, and nothing is written there', async () => {
    const ledger = openTestLedger()
    const steps = await planned(ledger)
    theirs(ledger)
    const outcome = await applyPlan(ledger, steps)
    expect(E.isLeft(outcome) && standing(outcome.left)).toStrictEqual({ done: [calendar], unsure: null, left: [a, b] })
    expect(typesIn(ledger).filter((one) => one.startsWith(a))).toStrictEqual([`${a} AgreementDrafted`])
  })
  it('who changed it in the same moment is told of, and the rest is not done', async () => {
    const { trouble } = await met(a, (ledger) => void theirs(ledger))
    expect(standing(trouble)).toStrictEqual({ done: [calendar, a], unsure: null, left: [b] })
    expect(trouble.message).toContain(`Somebody else changed ${a} in the same moment`)
  })
  it('is not an earlier run of the same files that came late', async () => {
    const ledger = openTestLedger()
    const steps = await planned(ledger)
    orThrow(ledger.asked(steps[0]?.asks ?? []))
    orThrow(await applyPlan(ledger, steps))
    expect(typesIn(ledger)).toStrictEqual(await whole())
  })
})

describe('a run that is stopped', () => {
  it('ends between two streams, says what is done, and goes on from there when it is run again', async () => {
    const stop = new AbortController()
    const { ledger, trouble } = await met(
      a,
      () => {
        stop.abort()
        return undefined
      },
      stop.signal,
    )
    expect(trouble.type).toBe('Stopped')
    expect(standing(trouble)).toStrictEqual({ done: [calendar, a], unsure: null, left: [b] })
    orThrow(await applyPlan(ledger, await planned(ledger)))
    expect(typesIn(ledger)).toStrictEqual(await whole())
  })
})
