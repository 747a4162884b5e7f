import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agreementExamples } from '@deskledger/practices/agreement'
import { businessCalendarExamples } from '@deskledger/practices/business-calendar'
import { incidentExamples } from '@deskledger/practices/incident'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import { fieldsOf, type Noun, type NounName, nouns } from '@deskledger/nouns'
import { called } from '../testing/captured.ts'
import { flagOf } from './field-options.ts'

const folder = mkdtempSync(join(tmpdir(), 'deskledger-asking-'))
const ledger = join(folder, 'ledger')
const cli = (...typed: string[]) => called([...typed, '--ledger', ledger])
const raise = async (summary = 'Mail is down'): Promise<string> => {
  const { json } = await cli('incident', 'raise', '--summary', summary, '--impact', '1', '--urgency', '2', '--json')
  return (json() as { stream: string }).stream.replace('incident-', '')
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('incident raise', () => {
  it('takes the next number and pins who and when', async () => {
    const first = await raise()
    const second = await raise()
    expect(Number(second.slice(3))).toBe(Number(first.slice(3)) + 1)
    expect(first).toMatch(/^INC\d{7}$/)
    const { json } = await cli('show', first, '--json')
    expect(json()).toMatchObject({ priority: 2, raised: { by: 'ann', at: '2025-06-01T12:00:00.000Z' } })
  })

  it('goes above numbers that were given by hand', async () => {
    const given = ['incident', 'raise', 'INC0000500', '--summary', 'x', '--impact', '1', '--urgency', '2']
    expect((await cli(...given)).code).toBe(0)
    expect(await raise()).toBe('INC0000501')
  })

  it('says all that is wrong, by option, and makes no ledger', async () => {
    const nowhere = join(folder, 'nowhere')
    const typed = ['incident', 'raise', '--summary', ' x', '--impact', '7', '--urgency', 'abc', '--ledger', nowhere]
    const { code, out, err } = await called(typed)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('3 things are wrong')
    for (const option of ['--summary', '--impact', '--urgency']) expect(err).toContain(`${option}: `)
    expect(readdirSync(folder)).not.toContain('nowhere')
  })

  it('refuses a text that is too long, and changes nothing', async () => {
    const id = await raise()
    const { code, err } = await cli('incident', 'note', id, '--visibility', 'internal', '--text', 'x'.repeat(70_000))
    expect(code).toBe(2)
    expect(err).toContain('--text: trimmed text of 1 character to 64 KiB is expected')
    expect((await cli('history', id, '--json')).json()).toMatchObject({ entries: { length: 1 } })
  })
})

describe('a command of the practice', () => {
  it('is refused in a sentence, with exit code 1', async () => {
    const id = await raise()
    const { code, out, err } = await cli('incident', 'start', id)
    expect([code, out]).toEqual([1, ''])
    expect(err).toBe(`Nobody is assigned to incident ${id} yet. Assign it, then start work.\n`)
  })

  it('is refused as JSON on standard error with --json', async () => {
    const { code, err } = await cli('incident', 'start', 'INC0000999', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(err)).toMatchObject({ error: { type: 'IncidentNotFound' } })
  })

  it('asked twice under one identity has one effect and the same answer', async () => {
    const id = await raise()
    const typed = [
      'incident',
      'assign',
      id,
      '--group',
      'Desk',
      '--command-id',
      '5a1c3f0e-8f3f-4a52-9c0c-2b3ac8d54c11',
      '--json',
    ]
    const [first, again] = [await cli(...typed), await cli(...typed)]
    expect(first.json()).toMatchObject({ repeated: false })
    expect(again.json()).toMatchObject({ repeated: true, events: [{ type: 'IncidentAssigned' }] })
  })

  it('that changes nothing says so', async () => {
    const id = await raise()
    await cli('incident', 'assign', id, '--assignee', 'bob')
    const { code, out } = await cli('incident', 'assign', id, '--assignee', 'bob')
    expect([code, out]).toEqual([0, `Nothing to do: incident-${id} is so already (revision 1).\n`])
  })

  it('refuses an instant without a zone, or that no calendar has', async () => {
    const id = await raise()
    for (const at of ['2026-02-30', '2026-02-20T10:00', 'yesterday', '2026-02-20T25:00Z']) {
      const { code, err } = await cli('incident', 'accept', id, '--at', at)
      expect([code, err.startsWith(`--at: "${at}"`)]).toEqual([2, true])
    }
  })

  it('refuses an identity that is no UUID', async () => {
    expect((await cli('incident', 'accept', 'INC0000001', '--command-id', 'x')).code).toBe(2)
  })

  it('looks up the family that set-parent must know', async () => {
    const [parent, child] = [await raise('Network'), await raise('Mail')]
    expect((await cli('incident', 'set-parent', child, '--parent', parent)).code).toBe(0)
    const { code, err } = await cli('incident', 'set-parent', parent, '--parent', child)
    expect(code).toBe(1)
    expect(err).toContain('cannot be its parent')
  })
})

const typedOne = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const typedValue = (kind: string, value: unknown): readonly string[] =>
  kind === 'list' && Array.isArray(value) ? value.map(typedOne) : [typedOne(value)]

/** An example of a command as somebody would type it. */
const typedOf = (noun: Noun, type: string, example: Example): readonly string[] => {
  const { [noun.idField]: id, by, at, ...members } = example
  const options = fieldsOf(noun.commands[type], noun.idField).flatMap(({ name, kind }) => {
    const value = members[name]
    if (value === undefined) return []
    if (kind === 'boolean') return [value === true ? flagOf(name) : flagOf(name).replace('--', '--no-')]
    return typedValue(kind, value).flatMap((text) => [flagOf(name), text])
  })
  const verb = noun.verbs[type]?.verb ?? ''
  return [noun.name, verb, String(id), ...options, '--by', String(by), '--at', String(at)]
}

const sentenceOf = (err: string): string => (JSON.parse(err) as { error: { message: string } }).error.message

type Example = Readonly<Record<string, unknown>>
const examples: Readonly<Record<NounName, Readonly<Record<string, Example>>>> = {
  incident: incidentExamples.commands,
  agreement: agreementExamples.commands,
  'business-calendar': businessCalendarExamples.commands,
  'service-level-clock': serviceLevelClockExamples.commands,
}
const everyCommand = Object.values(nouns).flatMap((noun) =>
  Object.entries(examples[noun.name]).map(([type, example]) => ({ noun, type, example })),
)

describe.each(everyCommand)('$noun.name: $type', ({ noun, type, example }) => {
  it('is understood as its example says, and has help with an example', async () => {
    const [first = '', second = '', ...rest] = typedOf(noun, type, example)
    const { code, err } = await cli(first, second, ...rest)
    expect([code, err]).toEqual([expect.any(Number), expect.not.stringMatching(/expected|wrong|Usage|unknown/)])
    expect([0, 1]).toContain(code)
    const help = await called([first, second, '--help'])
    expect(help.code).toBe(0)
    expect(help.out).toContain(`deskledger ${first} ${second}`)
  })

  it('is asked as JSON, and is done or refused in a sentence that names what it is about', async () => {
    const stdin = JSON.stringify(example)
    const { code, out, err } = await called(['ask', '--json', '-', '--ledger', ledger], { stdin })
    expect([0, 1]).toContain(code)
    const said = code === 0 ? (JSON.parse(out) as { stream: string }).stream : sentenceOf(err)
    expect(said).toContain(String(example[noun.idField]))
  })
})

describe('ask', () => {
  const command = { type: 'AcceptIncident', incidentId: 'INC0000500', by: 'bob', at: '2025-06-01T12:00:00.000Z' }
  const ask = (stdin: string) => called(['ask', '--json', '-', '--ledger', ledger], { stdin })

  it('asks a command from standard input or a file and answers JSON', async () => {
    expect((await ask(JSON.stringify(command))).json()).toMatchObject({ stream: 'incident-INC0000500' })
    const file = join(folder, 'command.json')
    writeFileSync(file, JSON.stringify(command))
    expect((await cli('ask', '--json', file)).code).toBe(0)
  })

  it('names unknown, missing and wrong fields, all of them', async () => {
    const { code, err } = await ask(JSON.stringify({ ...command, at: undefined, by: 7, extra: 1 }))
    const { error } = JSON.parse(err) as { error: { mistakes: { pointer: string }[] } }
    expect(code).toBe(2)
    expect(error.mistakes.map(({ pointer }) => pointer).sort()).toEqual(['/at', '/by', '/extra'])
  })

  it.each([['{'], ['[]'], ['{"type":"Nonsense"}'], ['']])('refuses %s as misuse', async (text) => {
    expect((await ask(text)).code).toBe(2)
  })

  it('refuses a file that is not there, and to guess', async () => {
    expect((await cli('ask', '--json', join(folder, 'none.json'))).code).toBe(2)
    expect((await cli('ask')).code).toBe(2)
  })
})
