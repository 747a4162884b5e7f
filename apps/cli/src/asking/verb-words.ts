import type { IncidentCommand } from '@deskledger/practices/incident'

interface VerbWords {
  readonly verb: string
  readonly summary: string
  /** what follows the number in an example */
  readonly example: string
}

const words = (verb: string, summary: string, example = ''): VerbWords => ({ verb, summary, example })

/** Every command as a verb. A command that is missing here does not compile. */
export const verbWords: Readonly<Record<IncidentCommand['type'], VerbWords>> = {
  RaiseIncident: words(
    'raise',
    'raise an incident; without a number it gets the next one',
    '--summary "Mail is down" --impact 1 --urgency 2',
  ),
  AssignIncident: words('assign', 'give it to a group, a person or both', '--group "Service desk" --assignee ann'),
  UnassignIncident: words('unassign', 'take it from everybody'),
  AcceptIncident: words('accept', 'take it on: the first response, where there was none'),
  StartWork: words('start', 'begin to work on it'),
  PutOnHold: words('hold', 'wait for something outside', '--reason AwaitingCaller --comment "Which screen is it?"'),
  ResumeIncident: words('resume', 'go on after a wait', '--comment "Answer came by phone"'),
  ResolveIncident: words(
    'resolve',
    'say that it is solved, and how',
    '--code Solved --text "Restarted the mail server"',
  ),
  UpdateResolution: words('update-resolution', 'set code or text of the resolution right', '--code Workaround'),
  CloseIncident: words('close', 'end a resolved incident for good'),
  ReopenIncident: words('reopen', 'say that the resolution did not hold', '--reason "Mail is down again"'),
  CancelIncident: words('cancel', 'give it up without resolution', '--reason "Raised by mistake"'),
  ChangePriority: words('change-priority', 'another impact or urgency; the priority is computed anew', '--urgency 1'),
  OverridePriority: words(
    'override-priority',
    'another priority than the computed one, for a reason',
    '--priority 2 --reason "Board meeting"',
  ),
  Recategorise: words('recategorise', 'another category', '--category Network --subcategory Wireless'),
  ReclassifyService: words('reclassify-service', 'another service is affected', '--service mail'),
  CorrectCaller: words('correct-caller', 'somebody else is the caller', '--caller bob'),
  CorrectCustomer: words('correct-customer', 'another customer is served', '--to acme'),
  CorrectDetails: words(
    'correct-details',
    'set summary, description, location or channel right',
    '--summary "Mail is slow"',
  ),
  ChangeConfidentiality: words(
    'change-confidentiality',
    'name the groups that alone may see it; none: everybody',
    '--confidential-to Security',
  ),
  RecordExternalVerdict: words(
    'record-external-verdict',
    'keep what another system says of its service level',
    '--source ServiceNow --made',
  ),
  AddNote: words(
    'note',
    'say something, to the caller or among those who work on it',
    '--visibility internal --text "Disk is full"',
  ),
  AttachFile: words(
    'attach-file',
    'add a file by reference',
    `--name mail.log --media-type text/plain --size 1024 --sha256 ${'ab'.repeat(32)}`,
  ),
  DetachFile: words('detach-file', 'take a file away', `--name mail.log --sha256 ${'ab'.repeat(32)}`),
  Link: words('link', 'point to something of another practice', '--kind problem --reference PRB0000007'),
  Unlink: words('unlink', 'point there no longer', '--kind problem --reference PRB0000007'),
  LogTime: words('log-time', 'log time worked', '--seconds 900 --activity Analysis'),
  AddWatcher: words('add-watcher', 'let somebody hear of it', '--watcher bob'),
  RemoveWatcher: words('remove-watcher', 'let somebody hear no more of it', '--watcher bob'),
  EscalateFunctionally: words(
    'escalate-functionally',
    'ask a group that knows more',
    '--to-group Databases --reason "Index is broken"',
  ),
  EscalateHierarchically: words(
    'escalate-hierarchically',
    'tell somebody who may decide more',
    '--level 1 --to carla --reason "Third time this week"',
  ),
  ProposeMajor: words('propose-major', 'say that this may be a major incident', '--reason "All sites affected"'),
  AcceptMajor: words('accept-major', 'make it a major incident', '--manager carla'),
  DeclineMajor: words('decline-major', 'say that it is none', '--reason "One site only"'),
  SendMajorCommunication: words(
    'send-major-communication',
    'keep what those affected were told',
    '--audience Everybody --text "Mail will be back at noon"',
  ),
  StandDownMajor: words('stand-down-major', 'end the special effort'),
  RecordPostIncidentReview: words(
    'record-post-incident-review',
    'keep what was learned',
    '--findings "The disk alarm was switched off"',
  ),
  SetParent: words('set-parent', 'make another incident its parent', '--parent INC0000002'),
  RemoveParent: words('remove-parent', 'let it stand alone again'),
  FollowParent: words(
    'follow-parent',
    'follow the parent to where it stands now',
    `--parent INC0000002 --parent-standing '{"status":"Closed","holdReason":null}'`,
  ),
  MergeInto: words('merge-into', 'end it in favour of another', '--into INC0000002'),
  ReceiveMerge: words('receive-merge', 'keep that another was merged into this one', '--from INC0000003'),
  RecordImportedRow: words(
    'record-imported-row',
    'one row of a foreign log; "import" does this for whole logs',
    '--source Helpdesk --row 1 --tracked \'{"summary":"Mail is down"}\'',
  ),
}
