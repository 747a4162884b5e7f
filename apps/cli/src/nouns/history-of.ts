import { type LedgerEvent, type Noun, shownInstant, wordsOf } from '@deskledger/nouns'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { tellStored } from '../looking/stored.ts'
import { DONE } from '../stop.ts'
import { take } from '../take.ts'
import { counted } from '../words/numbers.ts'
import { withLedger } from '../with-ledger.ts'
import { notThere } from './found.ts'

interface Entry {
  readonly at: string
  readonly by: string
  readonly type: string
  readonly words: string
  readonly eventId: string
}

const tell = (context: Context, id: string, entries: readonly Entry[]): string => {
  const head = `${paintResult(context)('bold', id)}, ${counted(entries.length, 'entry', 'entries')}, times in UTC`
  return [head, ...entries.map(({ at, words }) => `  ${shownInstant(at)}  ${words}`)].join('\n')
}

/** What happened to one of a practice, in words; or its events as they are stored. */
export const historyOf =
  (noun: Noun): Run =>
  async (context, { args: [id = ''], options }) =>
    withLedger(context, async (opened) => {
      take(await opened.ledger.catchUp())
      const stream = `${noun.name}-${id}`
      const [named, missing] = [{ [noun.idField]: id }, () => notThere(opened, noun, id)]
      if (options['stored'] === true || options['events'] === true) {
        await tellStored(context, opened, { stream, named, missing })
        return DONE
      }
      const events = take(await opened.ledger.history(stream))
      if (events.length === 0) throw missing()
      const entries = events.map(({ data, type, eventId }): Entry => {
        const { at, by } = data as LedgerEvent
        return { at, by, type, words: wordsOf(data as LedgerEvent), eventId }
      })
      await answer(context, { ...named, entries }, () => tell(context, id, entries))
      return DONE
    })
