import { Problem } from '../../http/problem.ts'

/** There is no such agreement; `that` says of which sort. */
export const noAgreement = (id: string, that = ''): Problem =>
  new Problem(404, {
    kind: 'AgreementNotFound',
    detail: `There is no agreement ${id}${that}. /v1/lists/agreements lists all.`,
  })
