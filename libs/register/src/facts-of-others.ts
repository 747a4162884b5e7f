import * as E from 'fp-ts/lib/Either.js'
import type { IncidentDetails } from '@deskledger/practices/incident'
import type { RuntimeFailure } from '@deskledger/runtime'
import type { DeskLedger } from './desk-ledger.ts'

/** Facts about others that a command must bring along, and that nobody should have to type. */
export const lookedUp: Readonly<Record<string, readonly string[]>> = {
  SetParent: ['ancestors', 'depthBelow'],
  MergeInto: ['ancestors'],
  BringIntoForce: ['others'],
  RenewAgreement: ['others'],
}

const MOST = 100

type Json = Readonly<Record<string, unknown>>
type Outcome<A> = Promise<E.Either<RuntimeFailure, A>>
type Look = (id: string) => Outcome<IncidentDetails | undefined>

const lookIn =
  ({ views }: DeskLedger): Look =>
  async (id) =>
    E.map((found: { readonly document: object } | undefined) => found?.document as IncidentDetails | undefined)(
      await views.get('incident-details', id)(),
    )

/** Follows one kind of relation upwards, nearest first. */
const chain = async (
  look: Look,
  start: string,
  next: (details: IncidentDetails) => string | null,
): Outcome<readonly string[]> => {
  const found: string[] = []
  let id = start
  while (found.length < MOST) {
    const details: E.Either<RuntimeFailure, IncidentDetails | undefined> = await look(id)
    if (E.isLeft(details)) return details
    const above: string | null = details.right === undefined ? null : next(details.right)
    if (above === null || found.includes(above)) break
    found.push(above)
    id = above
  }
  return E.right(found)
}

const childrenOf = async (look: Look, ids: readonly string[]): Outcome<readonly string[]> => {
  const found: string[] = []
  for (const id of ids) {
    const details = await look(id)
    if (E.isLeft(details)) return details
    found.push(...(details.right?.children ?? []))
  }
  return E.right(found)
}

/** How many generations are below one. */
const depthBelow = async (look: Look, id: string): Outcome<number> => {
  const seen = new Set([id])
  let generation: readonly string[] = [id]
  for (let depth = 0; ; depth++) {
    const children = await childrenOf(look, generation)
    if (E.isLeft(children)) return children
    if (children.right.length === 0 || depth === MOST) return E.right(depth)
    generation = [...new Set(children.right)].filter((child) => !seen.has(child))
    for (const child of generation) seen.add(child)
  }
}

const ofParent = async (look: Look, id: string, parent: string): Outcome<Json> => {
  const ancestors = await chain(look, parent, (details) => details.parent)
  if (E.isLeft(ancestors)) return ancestors
  return E.map((depth: number): Json => ({ ancestors: ancestors.right, depthBelow: depth }))(await depthBelow(look, id))
}

const ofMerge = async (look: Look, into: string): Outcome<Json> =>
  E.map((ancestors: readonly string[]): Json => ({ ancestors }))(
    await chain(look, into, (details) => details.mergedInto),
  )

/** The other agreements in force: one that comes into force must not say the same as they. */
const ofAgreement = async ({ views }: DeskLedger, agreementId: unknown): Outcome<Json> => {
  const found: object[] = []
  const read = await views.each('agreements-in-force', {}, (page) => {
    found.push(...page.map(({ document }) => document))
  })()
  const isOther = (one: object): boolean => 'agreementId' in one && one.agreementId !== agreementId
  return E.map((): Json => ({ others: found.filter(isOther) }))(read)
}

/** Looks up the facts about others that a command must bring along; most need none. */
export const factsOfOthers = async (ledger: DeskLedger, command: Json): Outcome<Json> => {
  const { type, incidentId, agreementId, parent, into } = command
  if (typeof type !== 'string' || !Object.hasOwn(lookedUp, type)) return E.right({})
  const caught = await ledger.catchUp()
  if (E.isLeft(caught)) return caught
  if (agreementId !== undefined) return ofAgreement(ledger, agreementId)
  if (typeof parent === 'string') return ofParent(lookIn(ledger), String(incidentId), parent)
  return typeof into === 'string' ? ofMerge(lookIn(ledger), into) : E.right({})
}
