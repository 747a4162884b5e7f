import type { OpenLedger } from '@deskledger/register'
import type { Noun } from '@deskledger/nouns'
import { Stop } from '../stop.ts'
import { take } from '../take.ts'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** There is nothing of that id. */
export const notThere = ({ place }: Pick<OpenLedger, 'place'>, { name, table, idField }: Noun, id: string): Stop =>
  new Stop(1, {
    type: `${capital(idField.replace(/Id$/, ''))}NotFound`,
    message: `There is no ${name.replaceAll('-', ' ')} ${id} in ${place}. Check the id; "deskledger list ${table}" lists all.`,
  })

/** The document of an id, with all that was answered before. */
export const documentOf = async (opened: OpenLedger, noun: Noun, id: string): Promise<object> => {
  take(await opened.ledger.catchUp())
  const found = take(await opened.ledger.views.get(noun.table, id)())
  if (found === undefined) throw notThere(opened, noun, id)
  return found.document
}
