import { golden } from '@deskledger/testing'
import { agreementPractice } from './practice.ts'

golden(agreementPractice, import.meta)
