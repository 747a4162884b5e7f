import { golden } from '@deskledger/testing'
import { serviceLevelClockPractice } from './practice.ts'

golden(serviceLevelClockPractice, import.meta)
