import * as E from 'fp-ts/lib/Either.js'
import type { PinnedCalendar } from '@deskledger/practices/service-level-clock'
import { agreementText, calendarText, inForceText } from '../documents.spec.kit.ts'
import { openTestFolder, wordsIn } from '../folder.spec.kit.ts'
import type { FileMistake } from '../mistakes.ts'
import { promisedBy, withCalendarsOf } from './promised.ts'
import { readValues } from './values-read.ts'

const orThrow = <A>(outcome: E.Either<readonly FileMistake[], A>): A => {
  if (E.isLeft(outcome)) throw new Error(outcome.left.map(({ message }) => message).join('\n'))
  return outcome.right
}

const folder = openTestFolder()
afterAll(folder.remove)

const promised = async (...texts: readonly string[]) =>
  promisedBy(await folder.read(Object.fromEntries(texts.map((text, n) => [`${n}.yaml`, text]))))
const told = async (...texts: readonly string[]): Promise<readonly string[]> => {
  const outcome = await promised(...texts)
  return E.isLeft(outcome) ? wordsIn(folder, outcome.left) : []
}
const targets = '[{ ticket: incident, resolve: 8h }]'

describe('what files promise', () => {
  it('is in force all along, whoever has signed, and from when to when they say', async () => {
    const open = orThrow(await promised(agreementText('a'), calendarText))
    const signed = orThrow(await promised(inForceText('a', targets), calendarText))
    const unsigned = orThrow(
      await promised(agreementText('a', `targets: ${targets}\ninForce: { from: 2025-04-01 }`), calendarText),
    )
    expect(open.inForce).toMatchObject([
      { agreementId: 'a', kind: 'SLA', until: null, from: '0001-01-01T00:00:00.000Z' },
    ])
    expect([signed.inForce, unsigned.inForce]).toEqual([open.inForce, open.inForce])
    expect(open.calendars).toMatchObject([{ id: 'berlin-office', definition: { timeZone: 'Europe/Berlin' } }])
  })
  it('is of a customer at least once, and nothing is said twice', async () => {
    expect(await told(agreementText('a').replace('SLA', 'OLA'))).toEqual([
      expect.stringMatching(/^0\.yaml:3:7: There is no agreement with a customer here/),
    ])
    expect(await told(calendarText)).toEqual([expect.stringContaining('no agreement with a customer')])
    expect(await told(agreementText('a'), agreementText('a'))).toEqual([
      expect.stringMatching(/^1\.yaml:2:5: This is said already/),
    ])
  })
  it('is not known while something is wrong with them', async () => {
    expect(await told(agreementText('a').replace('8h', 'soon'))).toEqual([expect.stringMatching(/^0\.yaml:6:/)])
  })
  it('is counted by calendars of theirs, before those of the ledger', async () => {
    const later = calendarText.replaceAll('09:00', '10:00')
    const [own] = orThrow(await promised(agreementText('a'), later)).calendars
    const [ledgers] = orThrow(await promised(agreementText('a'), calendarText)).calendars
    const other = { ...ledgers, id: 'other' } as PinnedCalendar
    const alone = orThrow(await promised(agreementText('a')))
    const both = orThrow(await promised(agreementText('a'), later))
    const known = [ledgers as PinnedCalendar, other]
    expect(orThrow(withCalendarsOf(alone, known)).calendars).toEqual(known)
    expect(orThrow(withCalendarsOf(both, known)).calendars).toEqual([own, other])
    const nowhere = withCalendarsOf(alone, [other])
    expect(E.isLeft(nowhere) && wordsIn(folder, nowhere.left)).toEqual([
      expect.stringMatching(/^0\.yaml:5:11: There is no calendar berlin-office, neither in the ledger/),
    ])
  })
})

describe('documents that came as JSON', () => {
  const agreement = {
    kind: 'agreement',
    id: 'a',
    type: 'SLA',
    name: 'Mail',
    targets: [{ resolve: '8h', calendar: 'x' }],
  }
  const calendar = { kind: 'business-calendar', id: 'x', name: 'X', timeZone: 'UTC', weekly: { mon: ['09:00-17:00'] } }
  const mistakesIn = async (agreements: readonly unknown[], calendars: readonly unknown[]) =>
    (await readValues({ agreements, calendars })).mistakes

  it('say what the same says in a file', async () => {
    const posted = orThrow(promisedBy(await readValues({ agreements: [agreement], calendars: [calendar] })))
    const written = orThrow(await promised(JSON.stringify(agreement), JSON.stringify(calendar)))
    expect([posted.inForce, posted.calendars]).toEqual([written.inForce, written.calendars])
  })
  it('have mistakes with the place of the document and a pointer in it, without a name before the sentence', async () => {
    const wrong = { ...agreement, type: 'SLB', targets: [{ resolve: 'soon', calendar: 'x' }] }
    expect(await mistakesIn([agreement, wrong], [7])).toEqual([
      expect.objectContaining({ file: '/agreements/1', pointer: '/type', line: 0 }),
      expect.objectContaining({ file: '/agreements/1', pointer: '/targets/0/resolve' }),
      expect.objectContaining({ file: '/calendars/0', pointer: '' }),
    ])
    expect((await mistakesIn([wrong], [])).map(({ message }) => message)).not.toContainEqual(
      expect.stringMatching(/^(type|targets)/),
    )
  })
  it('name no file that is read', async () => {
    const withFile = { ...calendar, holidaysFrom: [{ file: '/etc/hostname', from: 2025, to: 2025 }] }
    expect(await mistakesIn([agreement], [withFile])).toEqual([
      expect.objectContaining({
        pointer: '/holidaysFrom/0',
        message: expect.stringMatching(/^No file is read/) as string,
      }),
    ])
  })
})
