import type { Role } from '@deskledger/kernel'
import { ROLES } from './identity.ts'
import { matrixOf, type MatrixCell, type PermittingPractice } from './matrix.ts'
import { requesterFields } from './requester-words.ts'

const wordsOf = (cells: readonly MatrixCell[]): string => {
  const may = cells.filter(({ answer }) => answer === 'may').map(({ whose }) => whose)
  if (may.length === 0) return '–'
  if (may.length === cells.length) return may.includes('confidential') ? 'any' : 'yes'
  return may.includes('foreign') ? 'yes' : 'own'
}

const rowOf = (cells: readonly MatrixCell[]): string => {
  const of = (role: Role): string => wordsOf(cells.filter((cell) => cell.role === role))
  return `| ${cells[0]?.command ?? ''} | ${ROLES.map(of).join(' | ')} |`
}

const partOf = (practice: PermittingPractice): readonly string[] => {
  const cells = matrixOf([practice])
  return [
    `## ${practice.name}`,
    '',
    `| command | ${ROLES.join(' | ')} |`,
    `| --- |${' --- |'.repeat(ROLES.length)}`,
    ...Object.keys(practice.permissions).map((command) => rowOf(cells.filter((cell) => cell.command === command))),
    '',
  ]
}

const requesterPart: readonly string[] = [
  '## What a requester may say',
  '',
  'A command of a requester that says anything else is denied: it is the business of the desk.',
  '',
  '| command | fields |',
  '| --- | --- |',
  ...Object.entries(requesterFields).map(
    ([command, fields]) => `| ${command} | ${fields.map((field) => `\`${field}\``).join(', ')} |`,
  ),
  '',
  'They raise incidents with themself as the caller, for the customer in their token, and their notes are public.',
  '',
]

const seeingPart: readonly string[] = [
  '## Who sees what',
  '',
  '| role | tickets | of a ticket | figures |',
  '| --- | --- | --- | --- |',
  '| requester | their own | what is said to the caller | none |',
  '| agent, manager | all but those confidential to groups they are not in | everything | of the tickets they see |',
  '| importer | none | nothing | none |',
  '| system | all | everything | of all tickets |',
  '',
]

/** The reference of permissions as Markdown, made from what the code enforces. */
export const permissionsPage = (register: readonly PermittingPractice[]): string =>
  [
    '# Permissions',
    '',
    'Which role may ask which command. Roles come with the access token; somebody with several may do what any of them may.',
    'The actor of every command is the subject of the token.',
    '',
    '- **yes**: on what they may see. A ticket that is confidential to groups is there for members of these groups alone.',
    '- **own**: on tickets whose caller they are, with the fields named below.',
    '- **any**: on every ticket, confidential ones included. The role `system` is for programs.',
    '- **–**: denied (403), whatever it is asked of.',
    '',
    "Somebody else's ticket, a confidential one and one that does not exist are answered alike: 404. The log tells them apart.",
    '',
    ...register.flatMap(partOf),
    ...requesterPart,
    ...seeingPart,
  ].join('\n')
