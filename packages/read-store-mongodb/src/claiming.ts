import type { Collection } from 'mongodb'
import type { ViewFailure } from '@deskledger/read-store'
import { CATALOGUE } from './names.ts'
import { within } from './patience.ts'
import { databaseOf, type Site } from './site.ts'
import { isDuplicateKey, Trouble } from './troubles.ts'

/** Of what is stored; a program that knows only smaller numbers leaves the database alone. */
const VERSION = 1
const PROGRAM = 'Deskledger read store'

interface FormatRecord {
  readonly _id: string
  readonly program: string
  readonly version: number
}

const notViews = (where: string): ViewFailure => ({
  type: 'NotViews',
  message: `${where} is no read store of Deskledger: another program made its collection '${CATALOGUE}'. Name another database.`,
})
const tooNew = (where: string, version: number): ViewFailure => ({
  type: 'ViewsTooNew',
  message: `The read store in ${where} has version ${version} and this program knows ${VERSION}: a newer Deskledger made it. Update this program.`,
})

const judge = (where: string, { program, version }: FormatRecord): void => {
  if (program !== PROGRAM) throw new Trouble(notViews(where))
  if (version > VERSION) throw new Trouble(tooNew(where, version))
}

/** Whether it was this call that made the record. */
const made = async (records: Collection<FormatRecord>, patience: number): Promise<boolean> => {
  try {
    await within(patience, records.insertOne({ _id: 'format', program: PROGRAM, version: VERSION }))
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/**
 * Makes the database a read store, where it is none yet. What else it holds stays as it is.
 * @throws  Trouble: NotViews, ViewsTooNew
 */
export const claim = async (site: Site): Promise<void> => {
  const { patience, where } = site
  const records: Collection<FormatRecord> = databaseOf(site).collection(CATALOGUE)
  const look = () => within(patience, records.findOne({ _id: 'format' }))
  /** Judges the record, if there is one; whether there was. */
  const judged = async (): Promise<boolean> => {
    const there = await look()
    if (there !== null) judge(where, there)
    return there !== null
  }
  if (await judged()) return
  const isEmpty = (await within(patience, records.findOne({}))) === null
  if (isEmpty && (await made(records, patience))) return
  // Others that open it too may have been faster, then as before.
  if (!(await judged()) && !isEmpty) throw new Trouble(notViews(where))
}
