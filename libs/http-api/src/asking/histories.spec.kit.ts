import { GroupId, instantOf, type AnyPractice, type Json } from '@deskledger/kernel'
import { allNouns, type Noun } from '@deskledger/nouns'
import { lookedUp } from '@deskledger/register'
import { arbitraryOf } from '@deskledger/testing'
import * as fc from 'fast-check'
import { exampleOf } from '../endpoints/examples.ts'
import { practices } from './commands-here.ts'
import { familyOf } from './families.spec.kit.ts'
import { OWN, variants } from './variants.spec.kit.ts'

export type Body = Readonly<Record<string, Json>>

/** A member that is a text. */
export const textIn = (body: Body, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** Who asks all of it. */
export const ASKER = 'a-agent'

/** A practice, its nouns, and commands to one of its streams. */
export interface History {
  readonly noun: Noun
  readonly practice: AnyPractice
  readonly id: string
  readonly commands: readonly Body[]
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const BEGIN = Date.parse('2025-03-03T08:00:00.000Z')

/** Ids that begin nothing: each stream has one of its own. */
const idAt = ({ name }: Noun, at: number): string =>
  name === 'incident'
    ? `TST${String(at).padStart(6, '0')}`
    : name === 'service-level-clock'
      ? `TST${String(at).padStart(6, '0')}.resolve`
      : `test-${at}`

/** The name of a clock begins with its ticket. */
const ownTicket = (body: Body, id: string): Body =>
  body['type'] === 'StartClock' ? { ...body, ticket: id.split('.')[0] ?? id } : body

const withoutFacts = (type: string, body: Body): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'by' && !(lookedUp[type] ?? []).includes(name)))

const asJson = (value: unknown): Body => JSON.parse(JSON.stringify(value)) as Body

/** Names of members that the edge takes for an attack, and refuses before anything is decided. */
const poisonous = /"(__proto__|constructor)"/

const isReadable = (body: Body): boolean => !poisonous.test(JSON.stringify(body))

/** Commands of incidents, whose words have values for everybody; the rules of other practices would refuse most. */
const free = (noun: Noun): readonly fc.Arbitrary<Body>[] =>
  noun.name === 'incident'
    ? Object.values(noun.commands).map((codec) => arbitraryOf(codec, {}).map(asJson).filter(isReadable))
    : []

const anyCommand = (noun: Noun): fc.Arbitrary<Body> => {
  const examples = Object.keys(noun.commands).map((type) => exampleOf(noun, type, { without: [] }))
  const beginning = exampleOf(noun, noun.begins, { without: [] })
  const others = [...variants[noun.name].map((body) => fc.constant(body)), ...free(noun)]
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...examples.map(asJson)) },
    { weight: 1, arbitrary: fc.constant(asJson(beginning)) },
    { weight: 4, arbitrary: fc.oneof(...others) },
  )
}

/** Commands go on by minutes, and now and then by weeks: windows pass. */
const gap = fc.oneof({ weight: 9, arbitrary: fc.constant(MINUTE) }, { weight: 1, arbitrary: fc.constant(16 * DAY) })

const timed = (noun: Noun, id: string, list: readonly (readonly [Body, number])[]): readonly Body[] => {
  let millis = BEGIN
  return list.map(([body, after]) => {
    millis += after
    const type = textIn(body, 'type')
    const own = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value === OWN ? id : value]))
    return withoutFacts(type, { ...ownTicket(own, id), [noun.idField]: id, at: instantOf(millis) })
  })
}

const practiceNamed = (name: string): AnyPractice => {
  const practice = practices.find((one) => one.name === name)
  if (practice === undefined) throw new Error(`There is no practice ${name}.`)
  return practice
}

/** Lives that bring about what hardly happens by chance: commands by type, in the order in which they may follow. */
const stories: Readonly<Record<Noun['name'], readonly string[]>> = {
  incident: [
    ...['RaiseIncident', 'AssignIncident', 'StartWork', 'AttachFile', 'DetachFile', 'PutOnHold', 'ResumeIncident'],
    ...['ProposeMajor', 'DeclineMajor', 'ProposeMajor', 'ProposeMajor'],
    ...['AcceptMajor', 'AcceptMajor', 'SendMajorCommunication', 'ChangePriority', 'ResolveIncident', 'ReopenIncident'],
    ...['ResolveIncident', 'StandDownMajor', 'CloseIncident', 'RecordPostIncidentReview', 'CloseIncident'],
  ],
  agreement: [
    ...['DraftAgreement', 'ProposeTerms', 'AcceptTerms', 'BringIntoForce', 'StartReview', 'CompleteReview'],
    ...['ExpireAgreement', 'ExpireAgreement', 'RenewAgreement'],
  ],
  'business-calendar': ['DefineCalendar', 'AddHolidays', 'AddHolidays', 'RemoveHolidays', 'RetireCalendar'],
  'service-level-clock': [
    ...['StartClock', 'PauseClock', 'ResumeClock', 'RetargetClock', 'RelabelClock', 'NoteExternalVerdict'],
    ...['WarnClock', 'EscalateClock', 'BreachClock', 'BreachClock', 'StopClock', 'StopClock', 'RestartClock'],
    ...['StartClock', 'CancelClock', 'CancelClock', 'PauseClock'],
  ],
}

/** A story, each command at its own time or, where that is past, a minute after the one before. */
const storyOf = (noun: Noun): readonly Body[] => {
  const id = idAt(noun, 900_000)
  let millis = 0
  return stories[noun.name].map((type) => {
    const body = asJson(exampleOf(noun, type, { without: [] }))
    millis = Math.max(millis + MINUTE, Date.parse(textIn(body, 'at')))
    return withoutFacts(type, { ...ownTicket(body, id), [noun.idField]: id, at: instantOf(millis) })
  })
}

/** Commands to several streams: a history of one command each, in this order. */
const severalOf = (noun: Noun): readonly History[] => {
  const practice = practiceNamed(noun.name)
  const idOf = (stream: number) => idAt(noun, 800_000 + stream)
  let millis = 0
  return familyOf(noun.name, { idOf, asker: ASKER }).map(([stream, body]) => {
    const id = idOf(stream)
    millis = Math.max(millis + MINUTE, Date.parse(textIn(body, 'at')))
    const said = { ...ownTicket(body, id), [noun.idField]: id, at: instantOf(millis) }
    return { noun, practice, id, commands: [withoutFacts(textIn(body, 'type'), said)] }
  })
}

/** Histories of a practice, the same for the same seed: its story, and what comes by chance. */
const historiesOf = (noun: Noun, { runs, seed }: Wanted): readonly History[] => {
  const practice = practiceNamed(noun.name)
  const begins = asJson(exampleOf(noun, noun.begins, { without: [] }))
  const lists = fc.sample(fc.array(fc.tuple(anyCommand(noun), gap), { minLength: 8, maxLength: 40, size: 'max' }), {
    numRuns: runs,
    seed,
  })
  const byChance = lists.map((list, at) => {
    const id = idAt(noun, at + 1)
    const all = at % 4 === 3 ? list : [[begins, MINUTE] as const, ...list]
    return { noun, practice, id, commands: timed(noun, id, all) }
  })
  return [{ noun, practice, id: idAt(noun, 900_000), commands: storyOf(noun) }, ...severalOf(noun), ...byChance]
}

export interface Wanted {
  /** of each practice */
  readonly runs: number
  readonly seed: number
}

/** Histories of every practice. */
export const histories = (wanted: Wanted): readonly History[] => allNouns.flatMap((noun) => historiesOf(noun, wanted))

/** Groups that tickets are made confidential to: whoever is in all of them is kept from nothing. */
export const groupsNamed = ({ commands }: History): readonly GroupId[] =>
  commands
    .flatMap(({ confidentialTo }): readonly unknown[] => (Array.isArray(confidentialTo) ? confidentialTo : []))
    .filter(GroupId.is)
