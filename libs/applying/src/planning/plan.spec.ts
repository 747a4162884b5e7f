import * as E from 'fp-ts/lib/Either.js'
import { applyPlan } from '../apply-plan.ts'
import { agreementText, calendarText, inForceText } from '../documents.spec.kit.ts'
import { openTestFolder, wordsIn } from '../folder.spec.kit.ts'
import { asking, openTestLedger, orThrow, type TestLedger } from '../ledger.spec.kit.ts'
import { planOf } from './plan.ts'

const folder = openTestFolder()
afterAll(folder.remove)

const plan = async (ledger: TestLedger, ...texts: readonly string[]) =>
  planOf(ledger, await folder.read(Object.fromEntries(texts.map((text, n) => [`${n}.yaml`, text]))), asking)
const told = async (ledger: TestLedger, ...texts: readonly string[]): Promise<readonly string[]> => {
  const planned = await plan(ledger, ...texts)
  return E.isLeft(planned) ? wordsIn(folder, planned.left.mistakes) : []
}
/** `agreement-a: DraftAgreement ProposeTerms`, stream by stream. */
const steps = async (ledger: TestLedger, ...texts: readonly string[]): Promise<readonly string[]> =>
  orThrow(await plan(ledger, ...texts)).steps.map(
    ({ stream, asks }) => `${stream}: ${asks.map(({ command }) => command.type).join(' ')}`,
  )
const applied = async (ledger: TestLedger, ...texts: readonly string[]): Promise<void> => {
  const { steps: planned } = orThrow(await plan(ledger, ...texts))
  orThrow(await applyPlan(ledger, planned))
}

const incidents = '[{ ticket: incident, resolve: 8h }]'
const requests = '[{ ticket: request, fulfil: 8h }]'

describe('a plan', () => {
  it('has calendars first, whatever the order of the files', async () => {
    expect(await steps(openTestLedger(), inForceText('a', incidents), calendarText)).toStrictEqual([
      'business-calendar-berlin-office: DefineCalendar',
      'agreement-a: DraftAgreement ProposeTerms AcceptTerms BringIntoForce',
    ])
  })
  it('has what is missing, and names what is there', async () => {
    const ledger = openTestLedger()
    await applied(ledger, calendarText, inForceText('a', incidents))
    const again = orThrow(await plan(ledger, calendarText, inForceText('a', incidents), agreementText('b')))
    expect(again.unchanged).toStrictEqual(['business-calendar-berlin-office', 'agreement-a'])
    expect(again.steps.map(({ stream, revision }) => [stream, revision])).toStrictEqual([['agreement-b', -1]])
  })
  it('goes on from where a stream is', async () => {
    const ledger = openTestLedger()
    await applied(ledger, calendarText, agreementText('a'))
    const longer = calendarText.replace('17:00', '18:00')
    expect(await steps(ledger, longer, inForceText('a', incidents))).toStrictEqual([
      'business-calendar-berlin-office: ReviseCalendar',
      'agreement-a: AcceptTerms BringIntoForce',
    ])
  })
  it('has the same identities for the same content from the same revision, and others for others', async () => {
    const ledger = openTestLedger()
    const idsOf = async (...texts: readonly string[]) =>
      orThrow(await plan(ledger, ...texts)).steps.flatMap(({ asks }) => asks.map(({ commandId }) => commandId))
    const first = await idsOf(calendarText, agreementText('a'))
    expect(new Set(first).size).toBe(3)
    expect(await idsOf(`# a comment\n${calendarText}`, agreementText('a'))).toStrictEqual(first)
    const other = await idsOf(calendarText.replace('17:00', '18:00'), agreementText('b'))
    expect(other.filter((id) => first.includes(id))).toStrictEqual([])
    await applied(ledger, calendarText)
    const [revised] = await idsOf(calendarText.replace('17:00', '18:00'))
    expect(other).not.toContain(revised)
  })
})

describe('an agreement', () => {
  it('may name a calendar of the ledger, or one of the run, even one with mistakes', async () => {
    const ledger = openTestLedger()
    expect(await told(ledger, agreementText('a'), calendarText.replace('Europe/Berlin', 'Mars'))).toStrictEqual([
      '1.yaml:4:11: There is no time zone "Mars". Write UTC or a name of the IANA database such as Europe/Berlin.',
    ])
    await applied(ledger, calendarText)
    expect(await told(ledger, agreementText('a'))).toStrictEqual([])
  })
  it('that names a calendar that is nowhere is told at each place, whatever else is wrong', async () => {
    const text = agreementText('a', 'targets: [{ resolve: 0h, calendar: nowhere }]')
    expect((await told(openTestLedger(), text)).map((one) => one.split(' ')[0])).toStrictEqual([
      '0.yaml:5:11:',
      '0.yaml:6:22:',
      '0.yaml:6:36:',
    ])
    expect((await told(openTestLedger(), text))[2]).toContain(
      'There is no calendar nowhere, neither in the ledger nor in these files.',
    )
  })
  it('is not told so while a file cannot be read: the calendar may be in there', async () => {
    const mistakes = await told(openTestLedger(), agreementText('a'), 'kind: [')
    expect(mistakes.filter((one) => one.includes('There is no calendar'))).toStrictEqual([])
    expect(mistakes).not.toStrictEqual([])
  })
  it('needs the signatures of both sides to be in force, unless the ledger has them', async () => {
    const ledger = openTestLedger()
    const unsigned = agreementText('a', `targets: ${incidents}\ninForce: { from: 2025-04-01 }`)
    expect((await told(ledger, calendarText, unsigned)).join('')).toContain('is not accepted by the customer yet')
    await applied(ledger, calendarText, inForceText('a', incidents))
    expect(await told(ledger, unsigned)).toStrictEqual([])
  })
})

describe('two agreements that say the same', () => {
  const tied = /would say what others in force say for the same tickets/
  it('tie with one that is in force', async () => {
    const ledger = openTestLedger()
    await applied(ledger, calendarText, inForceText('a', incidents))
    const [tie, ...more] = await told(ledger, inForceText('b', incidents))
    expect(tie).toMatch(tied)
    expect(tie).toContain('0.yaml:8:10: ')
    expect(tie).toContain('is in a, version 1')
    expect(more).toStrictEqual([])
  })
  it('tie in one run', async () => {
    const mistakes = await told(
      openTestLedger(),
      calendarText,
      inForceText('a', incidents),
      inForceText('b', incidents),
    )
    expect(mistakes).toHaveLength(1)
    expect(mistakes[0]).toMatch(tied)
    expect(mistakes[0]).toContain('2.yaml:8:10: ')
  })
  it('do not tie one after the other', async () => {
    const first = inForceText('a', incidents, '{ from: 2025-01-01, until: 2025-03-31 }')
    expect(await told(openTestLedger(), calendarText, first, inForceText('b', incidents))).toStrictEqual([])
  })
  it('do not tie where the other makes way in the same run, in any order of files', async () => {
    const ledger = openTestLedger()
    await applied(ledger, calendarText, inForceText('a', incidents))
    const way = inForceText('a', requests, '{ from: 2025-06-01 }')
    const next = inForceText('b', incidents, '{ from: 2025-06-01 }')
    expect(await steps(ledger, next, way)).toStrictEqual([
      'agreement-a: ProposeTerms AcceptTerms BringIntoForce',
      'agreement-b: DraftAgreement ProposeTerms AcceptTerms BringIntoForce',
    ])
    await applied(ledger, next, way)
    expect(await steps(ledger, next, way)).toStrictEqual([])
  })
})

describe('what is refused', () => {
  it('is told for all files at once, in their order, and by place', async () => {
    const ledger = openTestLedger()
    await applied(ledger, calendarText, inForceText('a', incidents))
    const retired = `${calendarText.replace('berlin-office', 'old')}retired: true\n`
    await applied(ledger, retired)
    const mistakes = await told(
      ledger,
      inForceText('a', incidents).replace('SLA', 'OLA'),
      retired.replace('retired: true', 'retired: false'),
      `${calendarText}---\n${calendarText}`,
      'kind: service',
    )
    expect(mistakes.map((one) => one.split(': ')[0])).toStrictEqual([
      '0.yaml:3:7',
      '1.yaml:10:10',
      '2.yaml:12:5',
      '3.yaml:1:7',
    ])
    expect(mistakes[2]).toContain('This is written at 2.yaml:2:5 already.')
  })
  it('is told when an agreement goes back in time, or was terminated', async () => {
    const ledger = openTestLedger()
    await applied(ledger, calendarText, inForceText('a', incidents))
    expect(await told(ledger, inForceText('a', requests, '{ from: 2025-03-01 }'))).toMatchObject([
      expect.stringContaining('cannot go back'),
    ])
    await applied(ledger, `${inForceText('a', incidents)}terminated: It is over.\n`)
    expect(await told(ledger, inForceText('a', incidents))).toMatchObject([expect.stringContaining('was terminated')])
  })
  it('comes to one text: how many, and each on a line', async () => {
    const planned = await plan(openTestLedger(), 'kind: x', 'kind: y')
    expect(E.isLeft(planned) && planned.left.message.split('\n')).toHaveLength(3)
    expect(E.isLeft(planned) && planned.left.message).toContain('2 things are wrong; nothing was changed:\n')
  })
})
