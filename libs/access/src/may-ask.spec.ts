import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { ReferenceId, Role } from '@deskledger/kernel'
import { incidentExamples, incidentPractice, permissions, type IncidentCommand } from '@deskledger/practices/incident'
import { askedBy } from './examples.spec.kit.ts'
import { ROLES, type Identity } from './identity.ts'
import { mayAsk, type AskFacts } from './may-ask.ts'
import { ownershipOf, type About } from './ownership.ts'
import { group, person, somebody, ticketOf } from './people.spec.kit.ts'
import { requesterFields } from './requester-words.ts'

type Type = IncidentCommand['type']
const example = (type: Type): IncidentCommand => incidentExamples.commands[type]

const asked = (
  identity: Identity,
  command: Readonly<Record<string, unknown>> & { readonly type: string },
  facts: Partial<AskFacts> = {},
) =>
  mayAsk(
    { identity, permissions, command: { ...command, by: identity.subject } },
    { about: ticketOf('carol'), named: [], ...facts },
  )
const reason = (outcome: ReturnType<typeof mayAsk>): string =>
  E.isRight(outcome) ? 'may' : `${outcome.left.outside.status} ${outcome.left.inside.reason}`

const carol = somebody('carol', 'requester')
const agent = somebody('ada', 'agent')
const manager = somebody('max', 'manager')
const own = (type: Type) => askedBy(carol, example(type))

describe('a requester', () => {
  it('asks about tickets of their own', () => {
    for (const type of ['AddNote', 'AttachFile', 'CancelIncident', 'CorrectDetails'] as const)
      expect(reason(asked(carol, own(type)))).toBe('may')
  })

  it("gets the same answer about somebody else's ticket as about none", () => {
    const answers = [
      ticketOf('dora'),
      ticketOf(null),
      ticketOf('dora', 'hr'),
      ticketOf('carol', 'hr'),
      'Nothing',
    ] as const
    const outcomes = answers.map((about: About) => asked(carol, own('AddNote'), { about }))
    const outsides = outcomes.map((one) => (E.isLeft(one) ? JSON.stringify(one.left.outside) : 'may'))
    expect(new Set(outsides).size).toBe(1)
    expect(outcomes.map(reason)).toEqual([
      '404 OtherPersonsTicket',
      '404 OtherPersonsTicket',
      '404 Confidential',
      '404 Confidential',
      '404 NoSuchTicket',
    ])
  })

  it('gets the same answer to what they may not say, whatever ticket it is about', () => {
    const note = { ...own('AddNote'), visibility: 'internal' }
    const answers = [ticketOf('carol'), ticketOf('dora'), ticketOf('carol', 'hr'), 'Nothing'] as const
    expect(answers.map((about: About) => reason(asked(carol, note, { about })))).toEqual(
      answers.map(() => '403 RequesterMayNotSay'),
    )
  })

  it('raises with themself as the caller alone', () => {
    const raise = own('RaiseIncident')
    const about = 'Nothing'
    expect(reason(asked(carol, raise, { about }))).toBe('may')
    expect(reason(asked(carol, { ...raise, caller: 'dora' }, { about }))).toBe('403 OtherCaller')
    expect(reason(asked(carol, { ...raise, caller: null }, { about }))).toBe('403 OtherCaller')
  })

  it('raises for their own customer alone', () => {
    const raise = { ...own('RaiseIncident'), customer: 'office' }
    const about = 'Nothing'
    const ofOffice = { ...carol, customer: 'office' as ReferenceId }
    expect(reason(asked(ofOffice, raise, { about }))).toBe('may')
    expect(reason(asked(carol, raise, { about }))).toBe('403 OtherCustomer')
    expect(reason(asked(ofOffice, { ...raise, customer: 'sales' }, { about }))).toBe('403 OtherCustomer')
  })

  it("raises nothing under the number of somebody else's ticket", () => {
    expect(reason(asked(carol, own('RaiseIncident'), { about: ticketOf('dora') }))).toBe('404 OtherPersonsTicket')
  })

  it.each([
    ['RaiseIncident', { confidentialTo: ['network'] }],
    ['RaiseIncident', { matrix: { 1: {} } }],
    ['RaiseIncident', { group: 'network' }],
    ['RaiseIncident', { assignee: 'ada' }],
    ['RaiseIncident', { reportedAt: '2020-01-01T00:00:00.000Z' }],
    ['ReopenIncident', { windowSeconds: 999_999_999 }],
    ['AddNote', { visibility: 'internal' }],
    ['AddNote', { visibility: undefined }],
    ['CorrectDetails', { priority: 1 }],
  ] as const)('may not say in %s: %j', (type, more) => {
    expect(reason(asked(carol, { ...own(type), ...more }))).toBe('403 RequesterMayNotSay')
  })

  it('says nothing by null or an empty list', () => {
    const raise = { ...own('RaiseIncident'), confidentialTo: [], group: null, matrix: null }
    expect(reason(asked(carol, raise, { about: 'Nothing' }))).toBe('may')
  })

  it('has a list of what they may say for each command they may ask, and for no other', () => {
    const may = Object.entries(permissions).flatMap(([type, roles]) => (roles.includes('requester') ? [type] : []))
    expect(Object.keys(requesterFields).sort()).toEqual(may.sort())
  })

  it('names only tickets of their own', () => {
    const raise = { ...own('RaiseIncident'), followUpOf: 'INC2' }
    const named = (one: About) => reason(asked(carol, raise, { about: 'Nothing', named: [one] }))
    expect(named(ticketOf('carol'))).toBe('may')
    for (const one of [ticketOf('dora'), ticketOf('carol', 'hr'), 'Nothing'] as const)
      expect(named(one)).toBe('404 NamedTicketHidden')
  })

  it('who is an agent too is not held to it', () => {
    const both = somebody('carol', 'requester', 'agent')
    const internal = { ...example('AddNote'), visibility: 'internal' }
    expect(reason(asked(both, internal, { about: ticketOf('dora') }))).toBe('may')
  })

  it('who is an importer too is held to it in what only requesters may ask', () => {
    const both = somebody('carol', 'requester', 'importer')
    const internal = { ...own('AddNote'), visibility: 'internal' }
    expect(reason(asked(both, internal))).toBe('403 RequesterMayNotSay')
    expect(reason(asked(both, own('AddNote'), { about: ticketOf('dora') }))).toBe('404 OtherPersonsTicket')
  })
})

describe('the desk', () => {
  it('reaches tickets of everybody that are there', () => {
    expect(reason(asked(agent, example('StartWork'), { about: ticketOf(null) }))).toBe('may')
    expect(reason(asked(agent, example('StartWork'), { about: 'Nothing' }))).toBe('404 NoSuchTicket')
    expect(reason(asked(agent, example('RaiseIncident'), { about: 'Nothing' }))).toBe('may')
  })

  it('reaches confidential tickets as a member of one of their groups', () => {
    const about = ticketOf('carol', 'hr', 'network')
    expect(reason(asked(agent, example('StartWork'), { about }))).toBe('may')
    for (const one of [agent, manager])
      expect(reason(asked({ ...one, groups: [] }, example('AddNote'), { about }))).toBe('404 Confidential')
    const other = { ...agent, groups: [group('net'), group('network2'), group('HR')] }
    expect(reason(asked(other, example('StartWork'), { about }))).toBe('404 Confidential')
  })

  it('overrides priorities and names confidentiality as managers alone', () => {
    for (const type of ['OverridePriority', 'ChangeConfidentiality'] as const) {
      expect(reason(asked(manager, example(type)))).toBe('may')
      expect(reason(asked(agent, example(type)))).toBe('403 RoleMayNot')
      expect(reason(asked(carol, example(type)))).toBe('403 RoleMayNot')
    }
  })

  it('ties no ticket to one it may not see', () => {
    for (const type of ['SetParent', 'MergeInto', 'ReceiveMerge'] as const) {
      expect(reason(asked(agent, example(type), { named: [ticketOf(null)] }))).toBe('may')
      expect(reason(asked(agent, example(type), { named: [ticketOf(null, 'hr')] }))).toBe('404 NamedTicketHidden')
      expect(reason(asked(agent, example(type), { named: ['Nothing'] }))).toBe('404 NamedTicketHidden')
    }
  })
})

describe('programs', () => {
  it('of the system reach every ticket', () => {
    const system = somebody('flow', 'system')
    for (const about of [ticketOf(null, 'hr'), ticketOf('dora'), 'Nothing'] as const)
      expect(reason(asked(system, example('FollowParent'), { about, named: [about] }))).toBe('may')
  })

  it('that import ask for imports alone, where there is a ticket or none', () => {
    const importer = somebody('feed', 'importer')
    expect(reason(asked(importer, example('RecordImportedRow'), { about: 'Nothing' }))).toBe('may')
    expect(reason(asked(importer, example('RecordImportedRow')))).toBe('may')
    expect(reason(asked(importer, example('AddNote')))).toBe('403 RoleMayNot')
    expect(reason(asked(somebody('flow', 'system'), example('RecordImportedRow')))).toBe('403 RoleMayNot')
  })
})

describe('anybody', () => {
  it('acts as the subject of their token alone', () => {
    const command = { ...example('StartWork'), by: person('bob') }
    const facts = { about: ticketOf('carol'), named: [] }
    expect(reason(mayAsk({ identity: agent, permissions, command }, facts))).toBe('403 ActorIsNotSubject')
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'NoSuchCommand', ''])(
    'may not ask %j, which is no command',
    (type) => {
      for (const identity of [carol, agent, manager, somebody('flow', 'system')])
        expect(reason(asked(identity, { type }))).toBe('403 UnknownCommand')
    },
  )

  it('is named in the log with what they asked', () => {
    const identity = { ...carol, tokenId: 'token-1' }
    expect(asked(identity, own('AddNote'), { about: 'Nothing' })).toMatchObject({
      left: { inside: { subject: 'carol', command: 'AddNote', tokenId: 'token-1', reason: 'NoSuchTicket' } },
    })
  })

  it('who may not ask is told nothing of the ticket', () => {
    const abouts = fc.constantFrom<About>(
      ticketOf('carol'),
      ticketOf('dora'),
      ticketOf(null, 'hr'),
      'Nothing',
      'Shared',
    )
    const roles = fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1 })
    const types = fc.constantFrom(...(Object.keys(permissions) as Type[]))
    fc.assert(
      fc.property(roles, types, fc.tuple(abouts, abouts), (held, type, [one, other]) => {
        const identity = somebody('carol', ...held)
        const [a, b] = [
          asked(identity, example(type), { about: one }),
          asked(identity, example(type), { about: other }),
        ]
        if (E.isLeft(a) && E.isLeft(b)) expect(a.left.outside).toBe(b.left.outside)
        if (E.isLeft(a) && a.left.outside.status === 403) expect(b).toEqual(a)
      }),
    )
  })
})

describe('whose an incident is', () => {
  it('is read from its state', () => {
    const { decider } = incidentPractice
    const raise = { ...incidentExamples.commands.RaiseIncident, confidentialTo: [group('hr')] }
    const decided = decider.decide(raise, decider.initial)
    if (E.isLeft(decided)) throw new Error(decided.left.type)
    expect(ownershipOf(decider.initial)).toBe('Nothing')
    expect(ownershipOf(decided.right.reduce(decider.evolve, decider.initial))).toEqual({
      caller: raise.caller,
      confidentialTo: ['hr'],
    })
  })
})
