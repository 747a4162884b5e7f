import * as E from 'fp-ts/lib/Either.js'
import { register } from '@deskledger/register'
import { askedBy, exampleOf } from './examples.spec.kit.ts'
import { ROLES } from './identity.ts'
import { matrixOf, type MatrixCell } from './matrix.ts'
import { permissionsPage } from './matrix-page.ts'
import { mayAsk } from './may-ask.ts'
import type { About } from './ownership.ts'
import { somebody, ticketOf } from './people.spec.kit.ts'

const abouts: Readonly<Record<MatrixCell['whose'], About>> = {
  own: ticketOf('carol'),
  foreign: ticketOf('dora'),
  confidential: ticketOf('carol', 'hr'),
  shared: 'Shared',
}

const cells = matrixOf(register)

const enforced = ({ practice, command, role, whose }: MatrixCell): MatrixCell['answer'] => {
  const identity = somebody('carol', role)
  const permissions = register.find(({ name }) => name === practice)?.permissions ?? {}
  const asked = askedBy(identity, exampleOf(practice, command))
  const outcome = mayAsk({ identity, permissions, command: asked }, { about: abouts[whose], named: [] })
  if (E.isRight(outcome)) return 'may'
  const { status } = outcome.left.outside
  if (status === 401) throw new Error('mayAsk knows who asks')
  return status
}

describe('the matrix of permissions', () => {
  it('has every role with every command of every practice', () => {
    const commands = register.flatMap(({ commands: codecs }) => Object.keys(codecs))
    expect(new Set(cells.map(({ command }) => command))).toEqual(new Set(commands))
    for (const command of commands) {
      const roles = cells.filter((cell) => cell.command === command).map(({ role }) => role)
      expect(new Set(roles)).toEqual(new Set(ROLES))
    }
  })

  it('is what is enforced, in every cell', () => {
    expect(cells.map((cell) => ({ ...cell, answer: enforced(cell) }))).toEqual(cells)
  })

  it('knows each answer', () => {
    expect(new Set(cells.map(({ answer }) => answer))).toEqual(new Set(['may', 403, 404]))
  })

  it('lets a requester ask nothing of a ticket that is not their own', () => {
    const others = cells.filter(({ role, whose }) => role === 'requester' && whose !== 'own')
    expect(others.filter(({ answer }) => answer === 'may')).toEqual([])
  })

  it('lets nobody but programs of the system reach confidential tickets from outside', () => {
    const reached = cells.filter(({ whose, answer }) => whose === 'confidential' && answer === 'may')
    expect(new Set(reached.map(({ role }) => role))).toEqual(new Set(['system']))
  })
})

describe('the page of permissions', () => {
  const page = permissionsPage(register)

  it('has a row for each command, with the word for each role', () => {
    const rows = page.split('\n')
    expect(rows).toContain('| command | requester | agent | manager | importer | system |')
    expect(rows).toContain('| AddNote | own | yes | yes | – | any |')
    expect(rows).toContain('| OverridePriority | – | – | yes | – | any |')
    expect(rows).toContain('| RecordImportedRow | – | – | – | yes | – |')
    expect(rows).toContain('| DraftAgreement | – | – | yes | – | yes |')
    expect(rows).toContain('| AddNote | `noteId`, `visibility`, `text` |')
    for (const { command } of cells) expect(rows.some((row) => row.startsWith(`| ${command} | `))).toBe(true)
  })

  it('has tables whose rows are all as long as their head', () => {
    const widths = page
      .trimEnd()
      .split('\n\n')
      .filter((part) => part.startsWith('|'))
      .map((table) => new Set(table.split('\n').map((row) => row.split('|').length)))
    expect(widths.length).toBeGreaterThanOrEqual(register.length)
    for (const width of widths) expect(width.size).toBe(1)
  })
})
