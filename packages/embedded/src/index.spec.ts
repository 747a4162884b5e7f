import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { toyPractice } from '@deskledger/testing'
import { LedgerUnavailable, openEmbedded } from './index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskledger-embedded-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

const open = (place: string) => openEmbedded(place, [toyPractice()])
const opened = { type: 'OpenAccount', account: 'a', owner: 'ada', at: '2025-03-01T09:30:00.000Z' }
const typesOf = E.map(({ events }: { readonly events: readonly { readonly type: string }[] }) =>
  events.map(({ type }) => type),
)

/** What it throws; a ledger that opens all the same is closed. */
const trouble = async (place: string): Promise<unknown> => {
  try {
    await (await open(place)).close()
    return undefined
  } catch (error) {
    return error
  }
}

describe('a folder that is not there', () => {
  it('becomes a ledger of two files, which answers', async () => {
    const place = join(folder, 'some', 'where')
    const ledger = await open(place)
    try {
      expect(typesOf(await ledger.askJson(opened))).toStrictEqual(E.right(['AccountOpened', 'AccountTagged']))
      expect(await ledger.askJson(opened)).toMatchObject({ left: { refusal: { type: 'AccountAlreadyOpen' } } })
      expect(await ledger.find('toy-accounts')).toMatchObject({
        right: { found: [{ key: 'account/a' }, { key: 'owner/ada' }] },
      })
    } finally {
      await ledger.close()
    }
    expect(['events.db', 'views.db'].map((file) => existsSync(join(place, file)))).toStrictEqual([true, true])
  })
})

describe('a ledger that was closed', () => {
  it('opens again with all that was asked', async () => {
    const before = await open(folder)
    await before.askJson(opened)
    await before.close()
    const ledger = await open(folder)
    try {
      expect(await ledger.find('toy-accounts')).toMatchObject({
        right: { found: [{ key: 'account/a' }, { key: 'owner/ada' }] },
      })
      expect(await ledger.history('toy-a')).toMatchObject({ right: [{ revision: 0 }, { revision: 1 }] })
    } finally {
      await ledger.close()
    }
  })
  it('builds its read models anew where they are missing', async () => {
    const before = await open(folder)
    await before.askJson(opened)
    await before.close()
    rmSync(join(folder, 'views.db'))
    const ledger = await open(folder)
    try {
      expect(await ledger.find('toy-accounts')).toMatchObject({
        right: { found: [{ key: 'account/a' }, { key: 'owner/ada' }] },
      })
    } finally {
      await ledger.close()
    }
  })
})

describe('a place that cannot be a ledger', () => {
  it.each(['events.db', 'views.db'])('throws where %s is no such file, names it, and leaves it alone', async (file) => {
    writeFileSync(join(folder, file), 'a shopping list, long enough to be taken for something else'.repeat(20))
    const error = await trouble(folder)
    expect(error).toBeInstanceOf(LedgerUnavailable)
    expect((error as LedgerUnavailable).message).toMatch(new RegExp(`${file.replace('.', '\\.')}.*\\.$`))
  })
  it.each(['events.db', 'views.db'])('throws where %s is a folder', async (file) => {
    mkdirSync(join(folder, file))
    expect(await trouble(folder)).toBeInstanceOf(LedgerUnavailable)
  })
  it('throws a sentence where the folder is a file', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const error = await trouble(file)
    expect(error).toBeInstanceOf(LedgerUnavailable)
    expect((error as LedgerUnavailable).message).toContain(file)
  })
})
