import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { appender } from './appending.ts'
import { ask, event, got, inFolder, withStore } from './ledger.spec.kit.ts'
import { createTables, openForWriting } from './schema.ts'
import type { Answer } from './wire.ts'

const wordsOf = (answers: readonly Answer[]): readonly string[] =>
  answers.map(({ outcome }) =>
    E.isLeft(outcome) ? outcome.left.type : outcome.right.repeated ? 'repeated' : `at ${outcome.right.revision}`,
  )

describe('a group of appends', () => {
  it('is decided one after the other, as if each had come alone', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      const database = openForWriting(file, 0)
      createTables(database)
      const commit = appender(database, { file, bound: 0 })
      const answers = commit([
        ask('a', -1, [event('1'), event('2')]),
        ask('a', -1, [event('1'), event('2')]),
        ask('a', -1, [event('other')]),
        ask('a', 1, [event('3')]),
        ask('a', -1, [event('1'), event('x')]),
        ask('b', 0, [event('4')]),
        ask('b', -1, [event('4')]),
      ])
      expect(wordsOf(answers)).toStrictEqual([
        'at 1',
        'repeated',
        'WrongRevision',
        'at 2',
        'MixedRepeat',
        'WrongRevision',
        'at 0',
      ])
      database.close()
      await withStore(file, { readonly: true }, async (store) => {
        expect(await got(store.verify)).toStrictEqual({ streams: 2, events: 4, fault: null })
      })
    }))
  it('does not trust what it remembers of a stream that another connection moved', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'events.db')
      const [one, other] = [openForWriting(file, 0), openForWriting(file, 0)]
      createTables(one)
      const [first, second] = [appender(one, { file, bound: 0 }), appender(other, { file, bound: 0 })]
      first([ask('a', -1, [event('1')])])
      second([ask('a', 0, [event('2')])])
      expect(
        wordsOf(first([ask('a', 0, [event('3')]), ask('a', 0, [event('2')]), ask('a', 1, [event('3')])])),
      ).toStrictEqual(['WrongRevision', 'repeated', 'at 2'])
      one.close()
      other.close()
      await withStore(file, { readonly: true }, async (store) => {
        expect(await got(store.verify)).toStrictEqual({ streams: 1, events: 3, fault: null })
      })
    }))
})
