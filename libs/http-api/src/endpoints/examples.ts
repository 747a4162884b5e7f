import type { Json } from '@deskledger/kernel'
import type { Noun, NounName } from '@deskledger/nouns'
import { agreementExamples } from '@deskledger/practices/agreement'
import { businessCalendarExamples } from '@deskledger/practices/business-calendar'
import { incidentExamples } from '@deskledger/practices/incident'
import { serviceLevelClockExamples } from '@deskledger/practices/service-level-clock'

const examples: Readonly<Record<NounName, Readonly<Record<string, object>>>> = {
  incident: incidentExamples.commands,
  agreement: agreementExamples.commands,
  'business-calendar': businessCalendarExamples.commands,
  'service-level-clock': serviceLevelClockExamples.commands,
}

/** The example of a command, as JSON, without what the path or the signature says. */
export const exampleOf = (
  noun: Noun,
  type: string,
  { without }: { readonly without: readonly string[] },
): Readonly<Record<string, Json>> => {
  const example = examples[noun.name][type] ?? {}
  return Object.fromEntries(Object.entries(example).filter(([name]) => !without.includes(name)))
}
