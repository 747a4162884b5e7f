import { Readable } from 'node:stream'
import { calendarText, agreementText, inForceText } from './documents.spec.kit.ts'
import { openTestFolder, placesOf, wordsIn } from './folder.spec.kit.ts'
import { readFiles } from './read-files.ts'

const folder = openTestFolder()
afterAll(folder.remove)

const told = async (text: string): Promise<readonly string[]> => {
  const { mistakes } = await folder.read({ 'x.yaml': text })
  return wordsIn(folder, mistakes)
}
const places = async (text: string): Promise<readonly string[]> =>
  placesOf((await folder.read({ 'x.yaml': text })).mistakes)

const ics = (...events: readonly (readonly string[])[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines, n) => ['BEGIN:VEVENT', `UID:${n}@example`, ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
const newYear = ['SUMMARY:New Year', 'DTSTART;VALUE=DATE:20250101', 'RRULE:FREQ=YEARLY']

describe('files', () => {
  it('are read as what they say they are', async () => {
    const { forms, mistakes } = await folder.read({
      'a.yaml': `${calendarText}---\n${agreementText('mail')}`,
      'b.json': JSON.stringify({
        kind: 'agreement',
        id: 'b',
        type: 'OLA',
        name: 'B',
        targets: [{ resolve: '8h', calendar: 'x' }],
      }),
      '-': '',
    })
    expect(wordsIn(folder, mistakes)).toStrictEqual([
      '-: Nothing is written here. Write kind: agreement, or kind: business-calendar, and what belongs to it.',
    ])
    expect(forms.map(({ kind, file }) => `${kind} ${file.id}`)).toStrictEqual([
      'business-calendar berlin-office',
      'agreement mail',
      'agreement b',
    ])
  })
  it('may be standard input, and begin with a byte-order mark', async () => {
    const { forms, files } = await folder.read({ '-': '' }, `\uFEFF${calendarText}`)
    expect([forms.length, files]).toStrictEqual([1, ['-']])
  })
  it('are read once, though named twice', async () => {
    const name = folder.write('twice.yaml', calendarText)
    expect((await readFiles([name, name], Readable.from([]))).forms).toHaveLength(1)
  })
  it('have what is wrong with them as files told', async () => {
    folder.write('latin.yaml', Buffer.from('kind: agreement\nname: Büro\n', 'latin1'))
    const named = ['nowhere.yaml', 'latin.yaml', '.'].map((name) => `${folder.path}/${name}`)
    const { mistakes, broken } = await readFiles(named, Readable.from([]))
    expect(wordsIn(folder, mistakes)).toStrictEqual([
      'nowhere.yaml: There is no such file. Check the path; "-" reads standard input.',
      'latin.yaml:2: This line is not UTF-8. Save the file in that encoding.',
      '.: This is a folder. Name the files in it.',
    ])
    expect(broken).toBe(true)
  })
})

describe('what a document is', () => {
  it.each([
    ['kind: calender\nid: x\n', '1:7', 'There is no kind "calender".'],
    ['id: x\n', '1:1', 'This does not say what it is.'],
    ['- kind: agreement\n', '1:1', 'This is neither an agreement nor a calendar.'],
    ['agreement\n', '1:1', 'This is neither an agreement nor a calendar.'],
  ])('must be said: %j', async (text, place, sentence) => {
    const kinds = 'Write kind: agreement, or kind: business-calendar.'
    expect(await told(text)).toStrictEqual([`x.yaml:${place}: ${sentence} ${kinds}`])
  })
})

describe('mistakes of the form', () => {
  it('are an unknown name, where the name is; a value, where the value is; what is missing, where it belongs', async () => {
    const text = 'kind: business-calendar\nid: Berlin Office\nweekly:\n  monday: []\nretired: no\nname: x\n'
    expect(await places(text)).toStrictEqual(['2:5', '1:1', '4:3', '5:10'])
  })
  it('say how a text is written that was read as something else', async () => {
    const [name, customer] = await told(`${agreementText('a').replace('Mail', '2025')}customer: 0042\n`)
    expect(name).toBe(
      'x.yaml:4:7: name: one trimmed line of 1 to 200 characters is expected, not 2025. Put it in quotes to have a text: "2025".',
    )
    expect(customer).toContain('Put it in quotes to have a text: "0042".')
  })
  it('say so where nothing is written', async () => {
    const [customer] = await told(`${agreementText('a')}customer:\n`)
    expect(customer).toContain('Nothing is written here: write it, or leave the name out.')
  })
  it('do not speak of quotes where a text would be wrong as well', async () => {
    const [priority] = await told(agreementText('a', 'targets: [{ priority: 9, resolve: 8h }]'))
    expect(priority).toMatch(/^x.yaml:6:23: .* is expected, not 9\.$/)
  })
})

describe('mistakes of what is said', () => {
  it('are told beside those of the form, for each document', async () => {
    const calendar = calendarText
      .replace('Berlin office', '1')
      .replace("tue: ['09:00-17:00']", "tue: ['22:00-06:00', '08:00-09:00', '08:30-10:00']")
      .replace('Europe/Berlin', 'Mars/Olympus')
      .replace('2025-12-25', '2025-02-30')
    const agreement = inForceText(
      'a',
      '\n  - { resolve: 0h }\n  - { ticket: incident, resolve: -8h, warnAt: [101] }\n  - { solve: 1h }',
      '{ from: 2025-04-01, until: 2025-03-01, to: x }',
    )
    expect(await places(`${calendar}---\n${agreement}`)).toStrictEqual([
      '3:7', // no text
      '4:11', // no zone
      '7:9', // two days' work
      '7:39', // overlapping
      '9:5', // no date
      '19:7', // unknown
      '21:49', // unknown
      '18:34', // no goal
      '17:16', // nothing
      '18:48', // above 100 %
      '21:10', // dates cross
    ])
  })
  it("name work over midnight as two days' work, and how to write it", async () => {
    const [midnight] = await told(calendarText.replace("mon: ['09:00-17:00']", "mon: ['22:00-06:00']"))
    expect(midnight).toBe(
      "x.yaml:6:9: mon 22:00–06:00 ends before it begins. Work over midnight is two days' work: write mon 22:00–24:00 and tue 00:00–06:00.",
    )
  })
  it.each([
    ['a calendar that never opens', calendarText.replaceAll("['09:00-17:00']", '[]'), '1:1'],
    ['a target of nothing', agreementText('a', 'targets: [{ resolve: 0m }]'), '6:22'],
    ['a warning at the end of the target', agreementText('a', 'targets: [{ resolve: 8h }]\nwarnAt: [100]'), '7:10'],
    ['no targets', agreementText('a', 'targets: []'), '6:10'],
  ])('are %s', async (_, text, place) => {
    expect(await places(text)).toStrictEqual([place])
  })
  it('are not those that come of others: hours that could not be read, a target whose name is wrong', async () => {
    expect(await places(calendarText.replaceAll("['09:00-17:00']", '[nine]'))).toStrictEqual(['6:9', '7:9'])
    expect(await places(calendarText.replaceAll('mon:', 'monday:').replace(/ {2}tue.*\n/, ''))).toStrictEqual(['6:3'])
    expect(await places(agreementText('a', 'targets: [{ solve: 8h }]'))).toStrictEqual(['6:13'])
    expect(
      await places(agreementText('a', 'targets: 8h\nescalations: [{ at: 80, target: resolve, tell: [x] }]')),
    ).toStrictEqual(['6:10'])
  })
  it('are all told, however many there are', async () => {
    const text = `${agreementText('a', 'targets:')}${'  - {}\n'.repeat(600)}`
    expect(await told(text.replace('SLA', 'SLB'))).toHaveLength(601)
    expect(await told(text)).toHaveLength(600)
  })
  it('do not come of signatures that the file does not have: the ledger may have them', async () => {
    expect(await places(agreementText('a', 'targets: [{ resolve: 8h }]\ninForce: { from: 2025-04-01 }'))).toStrictEqual(
      [],
    )
  })
})

describe('holidays from iCalendar files', () => {
  const calendar = (from: string): string => `${calendarText}holidaysFrom: ${from}\n`
  it('are added to those written, for the years named', async () => {
    folder.write('ok.ics', ics(newYear, ['SUMMARY:Party', 'DTSTART:20250102T180000Z']))
    const { forms, mistakes, notes } = await folder.read({
      'x.yaml': calendar(
        '[{ file: ok.ics, from: 2025, to: 2027 }, { file: ok.ics, from: 2030-01-01, to: "2030-06-30" }]',
      ),
    })
    expect(mistakes).toStrictEqual([])
    expect(forms[0]?.file).toMatchObject({
      kind: 'business-calendar',
      holidays: [
        '2025-12-25 Christmas Day',
        '2025-01-01 New Year',
        '2026-01-01 New Year',
        '2027-01-01 New Year',
        '2030-01-01 New Year',
      ],
    })
    expect(forms[0]?.file).not.toHaveProperty('holidaysFrom')
    expect(notes[0]).toContain('ok.ics: 1 event with times of day left out')
  })
  it('that are no iCalendar file are told with both places', async () => {
    folder.write('not.ics', 'Christmas: 2025-12-25\n')
    expect(await told(calendar('[{ file: not.ics, from: 2025, to: 2027 }]'))).toStrictEqual([
      'not.ics:1: This is no iCalendar file: it does not begin with BEGIN:VCALENDAR. Give a file as calendars export it, which ends in .ics. (It is named at x.yaml:10:16.)',
    ])
  })
  it('have each of their mistakes told with its line', async () => {
    folder.write('bad.ics', ics(['SUMMARY:A', 'DTSTART;VALUE=DATE:20250230'], ['DTSTART;VALUE=DATE:20250101']))
    const mistakes = await told(calendar('[{ file: bad.ics, from: 2025, to: 2027 }]'))
    expect(mistakes.map((one) => one.split(' ')[0])).toStrictEqual(['bad.ics:6:', 'bad.ics:8:'])
  })
  it.each([
    ['[{ file: nowhere.ics, from: 2025, to: 2027 }]', '10:24', 'There is no such file.'],
    ['[{ file: ok.ics, from: 2027, to: 2025 }]', '10:16', 'the later one last'],
    ['[{ file: ok.ics, from: soon, to: 2025 }]', '10:16', 'are no days'],
    [
      '[{ file: ok.ics, from: 2025-01-02, to: 2025 }]',
      '10:16',
      'has no event of a whole day from 2025-01-02 to 2025-12-31',
    ],
    ['[{ file: ok.ics, to: 2025 }]', '10:16', 'holidaysFrom[0].from: missing'],
    ['ok.ics', '10:15', 'a list is expected'],
  ])('are not taken from %s', async (from, place, words) => {
    const [mistake, ...more] = await told(calendar(from))
    expect(more).toStrictEqual([])
    expect(mistake).toContain(`x.yaml:${place}: `)
    expect(mistake).toContain(words)
  })
})
