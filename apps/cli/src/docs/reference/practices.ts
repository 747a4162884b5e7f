import type * as t from 'io-ts'
import { agreementEvents, agreementExamples, agreementPractice } from '@deskledger/practices/agreement'
import {
  businessCalendarEvents,
  businessCalendarExamples,
  businessCalendarPractice,
} from '@deskledger/practices/business-calendar'
import { incidentEvents, incidentExamples, incidentPractice } from '@deskledger/practices/incident'
import {
  serviceLevelClockEvents,
  serviceLevelClockExamples,
  serviceLevelClockPractice,
} from '@deskledger/practices/service-level-clock'
import { type Noun, nouns } from '@deskledger/nouns'

/** A practice as the reference tells of it. */
export interface Documented {
  readonly title: string
  readonly noun: Noun
  readonly events: Readonly<Record<string, t.Mixed>>
  readonly examples: {
    readonly commands: Readonly<Record<string, object>>
    readonly events: Readonly<Record<string, object>>
  }
  readonly permissions: Readonly<Record<string, readonly string[]>>
  readonly schemaVersions: Readonly<Record<string, number>>
  /** folders of the sources whose docstrings say what commands and events mean */
  readonly sources: { readonly commands: string; readonly events: string; readonly practice: string }
}

const folder = (name: string): string => `packages/practices/src/${name}`
const inOne = (name: string) => ({ commands: folder(name), events: folder(name), practice: folder(name) })

/** Every practice, in the order of the register. */
export const documented: readonly Documented[] = [
  {
    title: 'Incidents',
    noun: nouns.incident,
    events: incidentEvents,
    examples: incidentExamples,
    permissions: incidentPractice.permissions,
    schemaVersions: incidentPractice.schemaVersions,
    sources: {
      commands: folder('incident/commands'),
      events: folder('incident/events'),
      practice: folder('incident'),
    },
  },
  {
    title: 'Business calendars',
    noun: nouns['business-calendar'],
    events: businessCalendarEvents,
    examples: businessCalendarExamples,
    permissions: businessCalendarPractice.permissions,
    schemaVersions: businessCalendarPractice.schemaVersions,
    sources: inOne('business-calendar'),
  },
  {
    title: 'Agreements',
    noun: nouns.agreement,
    events: agreementEvents,
    examples: agreementExamples,
    permissions: agreementPractice.permissions,
    schemaVersions: agreementPractice.schemaVersions,
    sources: inOne('agreement'),
  },
  {
    title: 'Service level clocks',
    noun: nouns['service-level-clock'],
    events: serviceLevelClockEvents,
    examples: serviceLevelClockExamples,
    permissions: serviceLevelClockPractice.permissions,
    schemaVersions: serviceLevelClockPractice.schemaVersions,
    sources: inOne('service-level-clock'),
  },
]
