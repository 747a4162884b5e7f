import type { AnyPractice } from '@deskledger/kernel'
import { register } from '@deskledger/register'

/** Every practice there is. */
export const practices = register as unknown as readonly AnyPractice[]

/** Every command of every practice, by type. */
export const allCommands = Object.assign({}, ...practices.map(({ commands }) => commands)) as AnyPractice['commands']

/** The practice of a command; undefined: there is no such command. */
export const practiceOf = (type: unknown): AnyPractice | undefined =>
  practices.find(({ commands }) => typeof type === 'string' && Object.hasOwn(commands, type))
