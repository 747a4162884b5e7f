import { golden } from '@deskledger/testing'
import { incidentPractice } from './practice.ts'

golden(incidentPractice, import.meta)
