import { instantOf } from '@deskledger/kernel'
import * as fc from 'fast-check'

/** Values of the words of one form, by the name of their codec. */
export type Words = Readonly<Record<string, fc.Arbitrary<unknown>>>

const START_OF_2025 = 1_735_689_600_000
const line = fc.constantFrom('x', 'Mail is down', 'Grüße 🖨', 'a "quoted" \\ thing')

/** Few values of each, so that histories meet themselves: the same person, the same note, the same day. */
export const kernelWords: Words = {
  IncidentId: fc.constantFrom('INC0000001', 'INC0000002', 'INC0000003'),
  PersonId: fc.constantFrom('ada', 'bob', 'cyd'),
  GroupId: fc.constantFrom('network', 'desk'),
  ReferenceId: fc.constantFrom('R1', 'R2', 'R3'),
  Title: line,
  Body: fc.oneof(line, fc.constant('one\ntwo')),
  Instant: fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => instantOf(START_OF_2025 + minutes * 60_000)),
  Uuid: fc.uuid(),
  Sha256: fc.constantFrom('0'.repeat(64), 'f'.repeat(64)),
  Count: fc.nat(20),
  Day: fc.constantFrom('2025-01-01', '2025-02-28'),
}
