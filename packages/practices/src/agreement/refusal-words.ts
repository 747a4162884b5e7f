import { wordsForCriteria } from './criteria.ts'
import type { AgreementRefusal } from './refusals.ts'

type Words = {
  readonly [Type in AgreementRefusal['type']]: (refusal: Extract<AgreementRefusal, { type: Type }>) => string
}

const words: Words = {
  AgreementNotFound: ({ agreementId }) => `There is no agreement ${agreementId}. Check the id, or draft it first.`,
  AgreementAlreadyDrafted: ({ agreementId }) =>
    `Agreement ${agreementId} exists already, between other sides or of another kind. Use another id.`,
  AgreementAlreadyExpired: ({ agreementId, until }) =>
    `Agreement ${agreementId} is over${until === null ? '' : ` since ${until}`}. Renew it to go on.`,
  AgreementAlreadyTerminated: ({ agreementId, terminatedAt }) =>
    `Agreement ${agreementId} was terminated${terminatedAt === null ? '' : ` at ${terminatedAt}`}, and that is final. Draft another one.`,
  AgreementNotInForce: ({ agreementId, status }) =>
    `Agreement ${agreementId} is ${status}, not in force. Have both sides accept its terms and bring it into force first.`,
  ReviewNotStarted: ({ agreementId, status }) =>
    `Agreement ${agreementId} is ${status}, and no review of it is under way. Start one first.`,
  BadTerms: ({ agreementId, mistakes }) =>
    `The terms of agreement ${agreementId} have mistakes (${mistakes.length}). ${mistakes
      .map(({ pointer, message }) => `${pointer}: ${message}`)
      .join(' ')}`,
  TermsNotProposed: ({ agreementId, version }) =>
    `Agreement ${agreementId} has no ${version === null ? 'terms' : `version ${version}`} to speak of. Propose terms first.`,
  TermsSuperseded: ({ agreementId, version, latest }) =>
    `Version ${version} of agreement ${agreementId} is off the table: version ${latest} was proposed since. Accept that, or propose another.`,
  TermsNotAgreed: ({ agreementId, version, missing }) =>
    `Version ${version} of agreement ${agreementId} is not accepted by the ${missing.join(' and the ')} yet. Both sides must accept it first.`,
  TermsAlreadyInForce: ({ agreementId, version, from }) =>
    `Version ${version} of agreement ${agreementId} is in force already, from ${from}. Renew it for longer, or agree on a new version.`,
  DatesCross: ({ agreementId, from, until }) =>
    `Agreement ${agreementId} would end at ${until}, not after it begins at ${from}. Give a later end, or none.`,
  BeginsBeforeVersionInForce: ({ agreementId, from, version, since }) =>
    `Agreement ${agreementId} cannot go back to ${from}: its version ${version} is in force from ${since}. Let the new version begin later than that.`,
  AgreementHasNoEnd: ({ agreementId, version }) =>
    `Version ${version} of agreement ${agreementId} is in force without end. There is nothing to renew, and it does not expire; terminate it to end it.`,
  AgreementNotOver: ({ agreementId, until }) =>
    `Agreement ${agreementId} is in force until ${until}. Wait until then, or terminate it.`,
  TiesWithOthers: ({ agreementId, version, ties }) =>
    `Version ${version} of agreement ${agreementId} would say what others in force say for the same tickets. ${ties
      .map(
        ({ target, criteria, place, with: other }) =>
          `To ${target} for ${wordsForCriteria(criteria)} (/targets/${place}) is in ${other.agreementId}, version ${other.version} (/targets/${other.place}), too.`,
      )
      .join(' ')} Name a customer, service, priority or kind that tells them apart, or other dates.`,
}

/** A refusal in a sentence for people: which agreement, why not, what to do. */
export const wordsForRefusal = (refusal: AgreementRefusal): string =>
  (words[refusal.type] as (refusal: AgreementRefusal) => string)(refusal)
