import * as E from 'fp-ts/lib/Either.js'
import { mayAsk, type AskFacts, type Denial, type Permissions } from '@deskledger/access'
import type { Message } from '@deskledger/kernel'
import type { Refusal } from '@deskledger/nouns'
import type { Answer, AskTrouble, Facts, NotACommand } from '@deskledger/runtime'
import type { ApiLedger } from '../api-ledger.ts'
import { failedProblem, refusedProblem } from '../http/failures.ts'
import { malformed, Problem } from '../http/problem.ts'
import { decoded, idOf, type Ready, type Sent } from './decoded.ts'
import { Denied } from './denied.ts'
import { aboutOf, namedIn } from './facts.ts'
import { preconditionFailed } from './preconditions.ts'

/** Where the permissions are looked at: at the moment of deciding, on the facts it is decided on. */
const guarded = async (ledger: ApiLedger, { command, practice }: Ready, sent: Sent) => {
  const about = await aboutOf(ledger, practice.name, practice.keyOf(command))
  const named = await namedIn(ledger, command)
  const { identity } = sent
  const asking = {
    identity,
    permissions: practice.permissions as Permissions,
    command: command as Message & { by: typeof identity.subject },
  }
  const found: { denial?: Denial } = {}
  const judge = (facts: AskFacts): boolean => {
    const verdict = mayAsk(asking, facts)
    if (E.isLeft(verdict)) found.denial = verdict.left
    return E.isRight(verdict)
  }
  return {
    found,
    permits: (facts: Facts): boolean => {
      delete found.denial
      return judge({ about: about(facts), named })
    },
  }
}

const notCommand = ({ mistakes, message }: NotACommand): Problem =>
  mistakes.some(({ pointer }) => pointer !== '')
    ? malformed(mistakes)
    : new Problem(422, { kind: 'SeveralStreams', detail: message })

const problemFor = (trouble: AskTrouble<Refusal>, { isList }: Sent): Problem => {
  if (trouble.type === 'Refused') return refusedProblem(trouble.refusal, isList ? trouble.index : undefined)
  if (trouble.type === 'NotProvided') return preconditionFailed()
  return trouble.type === 'NotACommand' ? notCommand(trouble) : failedProblem(trouble)
}

/**
 * Runs commands of one stream for somebody: signed, decoded, permitted, decided, all or nothing. Throws a problem.
 */
export const askFor = async (ledger: ApiLedger, sent: Sent): Promise<readonly Answer[]> => {
  const ready = await decoded(ledger, sent)
  const guards = await Promise.all(ready.map((one) => guarded(ledger, one, sent)))
  const asked = ready.map(({ command }, index) => ({
    command,
    commandId: idOf(sent, index),
    correlationId: sent.correlationId,
    provided: (facts: Facts) => guards[index]?.permits(facts) === true && sent.condition(facts),
  }))
  const outcome = await ledger.ledger.askAll(asked as never)
  if (E.isRight(outcome)) return outcome.right
  const trouble = outcome.left
  const denial = guards.map(({ found }) => found.denial).find((one) => one !== undefined)
  if (denial !== undefined) throw new Denied(denial)
  throw problemFor(trouble, sent)
}
