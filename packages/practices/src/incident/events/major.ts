import { Body, PersonId, ReferenceId, Title } from '@deskledger/kernel'
import type * as t from 'io-ts'
import { event } from './event.ts'

/** Somebody thinks this is a major incident. */
export const MajorIncidentProposed = event('MajorIncidentProposed', { reason: Body })
export type MajorIncidentProposed = t.TypeOf<typeof MajorIncidentProposed>

/** It is one, and this person leads it. */
export const MajorIncidentAccepted = event('MajorIncidentAccepted', { manager: PersonId })
export type MajorIncidentAccepted = t.TypeOf<typeof MajorIncidentAccepted>

/** It is none. */
export const MajorIncidentDeclined = event('MajorIncidentDeclined', { reason: Body })
export type MajorIncidentDeclined = t.TypeOf<typeof MajorIncidentDeclined>

/** Those affected were told how it stands. */
export const MajorCommunicationSent = event('MajorCommunicationSent', {
  communicationId: ReferenceId,
  audience: Title,
  text: Body,
})
export type MajorCommunicationSent = t.TypeOf<typeof MajorCommunicationSent>

/** The special effort is over. */
export const MajorIncidentStoodDown = event('MajorIncidentStoodDown', {})
export type MajorIncidentStoodDown = t.TypeOf<typeof MajorIncidentStoodDown>

/** What was learned; a major incident is not closed without. */
export const PostIncidentReviewRecorded = event('PostIncidentReviewRecorded', { findings: Body })
export type PostIncidentReviewRecorded = t.TypeOf<typeof PostIncidentReviewRecorded>
