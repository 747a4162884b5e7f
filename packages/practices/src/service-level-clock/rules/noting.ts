import { equalJson } from '@deskledger/kernel'
import type { NoteExternalVerdict, RelabelClock } from '../commands.ts'
import { said, unless, whenKnown } from './verdict.ts'

export const noteExternalVerdict = whenKnown((command: NoteExternalVerdict, { external }) => {
  const { source, verdict } = command
  const already = external?.source === source && external.verdict === verdict
  return unless(already, {
    type: 'ExternalVerdictNoted',
    ...said(command),
    source,
    verdict,
    from: external?.verdict ?? null,
  })
})

export const relabel = whenKnown((command: RelabelClock, { labels }) => {
  const { service = labels.service, team = labels.team, priority = labels.priority } = command
  const { customer = labels.customer } = command
  const to = { service, team, priority, customer }
  return unless(equalJson(labels, to), { type: 'ClockRelabelled', ...said(command), from: labels, to })
})
