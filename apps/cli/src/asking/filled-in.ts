import type { IncidentDetails } from '@deskledger/practices/incident'
import type { OpenLedger } from '@deskledger/register'
import { take } from '../take.ts'

/** Facts about others that a command must bring along: left out, they are looked up. */
export const lookedUp: Readonly<Record<string, readonly string[]>> = {
  SetParent: ['ancestors', 'depthBelow'],
  MergeInto: ['ancestors'],
  BringIntoForce: ['others'],
  RenewAgreement: ['others'],
}

/** What stands in for facts that are looked up later, so that the rest of a command can be checked first. */
export const placeholders = (type: string): Json =>
  Object.fromEntries((lookedUp[type] ?? []).map((name) => [name, name === 'depthBelow' ? 0 : []]))

const MOST = 100

type Json = Readonly<Record<string, unknown>>
type Look = (id: string) => Promise<IncidentDetails | undefined>

const lookIn =
  ({ ledger }: OpenLedger): Look =>
  async (id) =>
    take(await ledger.views.get('incident-details', id)())?.document as IncidentDetails | undefined

/** Follows one kind of relation upwards, nearest first. */
const chain = async (look: Look, start: string, next: (details: IncidentDetails) => string | null) => {
  const found: string[] = []
  let details = await look(start)
  while (details !== undefined && found.length < MOST) {
    const id = next(details)
    if (id === null || found.includes(id)) break
    found.push(id)
    details = await look(id)
  }
  return found
}

const depthBelow = async (look: Look, id: string): Promise<number> => {
  let generation: readonly string[] = (await look(id))?.children ?? []
  let depth = 0
  const seen = new Set<string>([id])
  while (generation.length > 0 && depth < MOST) {
    depth++
    const next: string[] = []
    for (const child of generation.filter((one) => !seen.has(one))) {
      seen.add(child)
      next.push(...((await look(child))?.children ?? []))
    }
    generation = next
  }
  return depth
}

const family = async (look: Look, command: Json): Promise<Json> => {
  const { incidentId, parent, into } = command
  if (command['type'] === 'SetParent' && typeof parent === 'string')
    return {
      ancestors: await chain(look, parent, (details) => details.parent),
      depthBelow: await depthBelow(look, String(incidentId)),
    }
  if (command['type'] === 'MergeInto' && typeof into === 'string')
    return { ancestors: await chain(look, into, (details) => details.mergedInto) }
  return {}
}

/** The other agreements in force: one that comes into force must not say the same as they. */
const others = async ({ ledger }: OpenLedger, { agreementId }: Json): Promise<Json> => {
  const found: object[] = []
  take(
    await ledger.views.each('agreements-in-force', {}, (page) => {
      found.push(...page.map(({ document }) => document))
    })(),
  )
  return { others: found.filter((one) => 'agreementId' in one && one.agreementId !== agreementId) }
}

/** Adds what a person need not type; what was typed stays. */
export const filledIn = async (opened: OpenLedger, command: Json, names: ReadonlySet<string>): Promise<Json> => {
  if (lookedUp[String(command['type'])] === undefined) return command
  take(await opened.ledger.catchUp())
  const found = 'agreementId' in command ? await others(opened, command) : await family(lookIn(opened), command)
  return { ...command, ...Object.fromEntries(Object.entries(found).filter(([name]) => !names.has(name))) }
}
