import { detailsAt } from '@deskledger/reports'
import { instantOf, type Body, type IncidentId } from '@deskledger/kernel'
import { incidentExamples, type AddNote, type RaiseIncident } from '@deskledger/practices/incident'
import { p95, timed, type Benchmark, type Figure, type Size } from './figure.ts'
import { openFiles } from './import-ledger.ts'
import { orThrow } from './or-throw.ts'

const EVENTS = 1000
const incidentId = 'INC0000001' as IncidentId
const at = (n: number) => instantOf(1_704_067_200_000 + n * 60_000)

const run = async ({ folder }: Size): Promise<readonly Figure[]> => {
  const { ledger } = await openFiles(folder)
  const raise: RaiseIncident = { ...incidentExamples.commands.RaiseIncident, incidentId, at: at(0) }
  orThrow(await ledger.ask(raise))
  for (let n = 1; n < EVENTS; n++) {
    const text = `Note ${n}: ${'what was tried and what came of it '.repeat(4)}`.trim() as Body
    const note: AddNote = {
      ...incidentExamples.commands.AddNote,
      incidentId,
      at: at(n),
      text,
      noteId: `note-${n}` as never,
    }
    orThrow(await ledger.ask(note))
  }
  orThrow(await ledger.catchUp())
  const show = await timed(30, async () => {
    const events = orThrow(await ledger.history(`incident-${incidentId}`))
    return detailsAt(events, {})
  })
  const history = await timed(30, async () => {
    const chunks = orThrow(
      await ledger.find('incident-timeline', { where: [{ path: 'incidentId', is: incidentId }], limit: 1000 }),
    )
    return chunks.found.length
  })
  await ledger.close()
  return [
    { name: 'show as of any instant, p95', value: p95(show), unit: 'ms', demand: { of: 'value', atMost: 50 } },
    { name: 'history, p95', value: p95(history), unit: 'ms', demand: { of: 'value', atMost: 50 } },
  ]
}

export const longTicket: Benchmark = { name: 'long-ticket', what: `One ticket of ${EVENTS} events.`, run }
