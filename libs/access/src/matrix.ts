import type { Role } from '@deskledger/kernel'
import type { Permissions } from './granting.ts'
import { ROLES } from './identity.ts'

/** A practice as far as permissions go; any of the register is one. */
export interface PermittingPractice {
  readonly name: string
  readonly permissions: Permissions
}

/** Whose ticket it is: the asker's own, of another caller, or the asker's own and confidential to groups they are not in. */
export type Whose = 'own' | 'foreign' | 'confidential'

export const WHOSE: readonly Whose[] = ['own', 'foreign', 'confidential']

/** What comes of a command that somebody with this role alone asks. */
export interface MatrixCell {
  readonly practice: string
  readonly command: string
  readonly role: Role
  /** shared: of what has no owner, as an agreement */
  readonly whose: Whose | 'shared'
  /** 'may', or the status of the denial */
  readonly answer: 'may' | 403 | 404
}

/** Practices whose streams belong to somebody's ticket. */
const ownedPractices: readonly string[] = ['incident', 'service-level-clock']

const reaches = (role: Role, whose: MatrixCell['whose']): boolean => {
  if (role === 'system' || whose === 'shared') return true
  return whose === 'own' || (whose === 'foreign' && role !== 'requester')
}

const answerOf = (permitted: readonly Role[], role: Role, whose: MatrixCell['whose']): MatrixCell['answer'] => {
  if (!permitted.includes(role)) return 403
  return reaches(role, whose) ? 'may' : 404
}

/** Every role with every command, on each kind of ticket: from the permissions alone. */
export const matrixOf = (register: readonly PermittingPractice[]): readonly MatrixCell[] =>
  register.flatMap(({ name, permissions }) => {
    const kinds = ownedPractices.includes(name) ? WHOSE : (['shared'] as const)
    return Object.entries(permissions).flatMap(([command, permitted]) =>
      ROLES.flatMap((role) =>
        kinds.map((whose) => ({ practice: name, command, role, whose, answer: answerOf(permitted, role, whose) })),
      ),
    )
  })
