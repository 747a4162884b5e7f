import { factsOfOthers, lookedUp, type OpenLedger } from '@deskledger/register'
import { take } from '../take.ts'

type Json = Readonly<Record<string, unknown>>

/** What stands in for facts that are looked up later, so that the rest of a command can be checked first. */
export const placeholders = (type: string): Json =>
  Object.fromEntries((lookedUp[type] ?? []).map((name) => [name, name === 'depthBelow' ? 0 : []]))

/** Adds what a person need not type; what was typed stays. */
export const filledIn = async ({ ledger }: OpenLedger, command: Json, names: ReadonlySet<string>): Promise<Json> => {
  const found = take(await factsOfOthers(ledger, command))
  return { ...command, ...Object.fromEntries(Object.entries(found).filter(([name]) => !names.has(name))) }
}
