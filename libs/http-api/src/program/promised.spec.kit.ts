import * as E from 'fp-ts/lib/Either.js'
import { openFolder } from '@deskledger/register'

const said = { by: 'ann', at: '2020-01-01T00:00:00.000Z' }
const agreement = { ...said, agreementId: 'always' }
const day = [['00:00', '24:00']]
const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }
const goal = { unit: 'seconds', seconds: 86_400, calendar: 'always' }

const commands = [
  {
    ...said,
    type: 'DefineCalendar',
    calendarId: 'always',
    name: 'Always',
    definition: { timeZone: 'UTC', weekly, holidays: [], extra: [] },
  },
  { ...agreement, type: 'DraftAgreement', kind: 'SLA', name: 'Within a day' },
  {
    ...agreement,
    type: 'ProposeTerms',
    side: 'provider',
    terms: { targets: [{ target: 'resolve', kind: 'incident', priority: 1, goal, warnAt: [] }], escalations: [] },
  },
  { ...agreement, type: 'AcceptTerms', side: 'customer', version: 1 },
  { ...agreement, type: 'BringIntoForce', from: said.at },
]

/** Makes a ledger in a folder in which incidents of priority 1 run a clock by themselves. */
export const promiseIn = async (folder: string): Promise<void> => {
  const opened = await openFolder(folder, { create: true })
  if (E.isLeft(opened)) throw new Error(opened.left.message)
  for (const command of commands) {
    const asked = await opened.right.ledger.ask(command as never)
    if (E.isLeft(asked)) throw new Error(JSON.stringify(asked.left))
  }
  await opened.right.close()
}
