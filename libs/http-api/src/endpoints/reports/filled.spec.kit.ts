import * as E from 'fp-ts/lib/Either.js'
import { instantOf, type GroupId, type PersonId } from '@deskledger/kernel'
import { agreementExamples } from '@deskledger/practices/agreement'
import { incidentExamples } from '@deskledger/practices/incident'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'
import type { Asker, Desk } from '../../api.spec.kit.ts'

const clocks = serviceLevelClockExamples.commands
const incidents = incidentExamples.commands

const ask = async ({ opened }: Desk, command: object): Promise<void> => {
  const answer = await opened.ledger.askJson(command)
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
}

interface Ticket {
  readonly id: string
  readonly confidentialTo?: readonly string[]
  readonly target?: string
}

/** A ticket that was resolved and reopened, and a clock of it: to resolve it, which came too late, or to respond, which runs. */
export const fileTicket = async (
  desk: Desk,
  { id, confidentialTo = [], target = 'resolve' }: Ticket,
): Promise<void> => {
  const said = { incidentId: id }
  await ask(desk, { ...incidents.RaiseIncident, ...said, confidentialTo })
  await ask(desk, { ...incidents.ResolveIncident, ...said })
  await ask(desk, { ...incidents.ReopenIncident, ...said })
  const clockId = `${id}.${target}`
  const start = { ...clocks.StartClock, clockId, ticket: id, target }
  if (target === 'respond') return ask(desk, { ...start, at: instantOf(Date.now()) })
  await ask(desk, start)
  await ask(desk, { ...clocks.PauseClock, clockId })
  await ask(desk, { ...clocks.ResumeClock, clockId })
  await ask(desk, { ...clocks.StopClock, clockId, at: '2025-03-04T15:00:00.000Z' })
}

/** Two tickets that everybody at the desk sees, one of them with a clock that runs, and an agreement. */
export const fillDesk = async (desk: Desk): Promise<void> => {
  await ask(desk, agreementExamples.commands.DraftAgreement)
  await fileTicket(desk, { id: 'INC0000001' })
  await fileTicket(desk, { id: 'INC0000002', target: 'respond' })
}

export interface People {
  readonly agent: Asker
  /** of the group that alone sees some tickets */
  readonly insider: Asker
  readonly requester: Asker
}

export const peopleOf = async (desk: Desk): Promise<People> => ({
  agent: await desk.as('agent'),
  insider: await desk.as('agent', { subject: 'ida' as PersonId, groups: ['hr' as GroupId] }),
  requester: await desk.as('requester', { subject: 'carol' as PersonId }),
})
