import { golden } from '@deskledger/testing'
import { businessCalendarPractice } from './practice.ts'

golden(businessCalendarPractice, import.meta)
