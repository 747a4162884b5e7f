import { laws } from '@deskledger/testing'
import { incidentPractice } from './practice.ts'

// A row that led to own events alone leaves no trace of its number: its repeat is recognised by command id.
laws(incidentPractice, {
  first: ['RaiseIncident', 'RaiseIncident', 'RecordImportedRow'],
  repeatable: ({ type }) => type !== 'RecordImportedRow',
})
