import type { Denial } from '@deskledger/access'

/** Thrown inside the API alone: the same to everybody who may not, told apart in the log. */
export class Denied extends Error {
  readonly denial: Denial
  constructor(denial: Denial) {
    super(denial.inside.message)
    this.denial = denial
  }
}
