import { matching, place, wholeNumber } from '../kinds.ts'
import { maskedPlace } from '../masking.ts'
import { needed, or, secret } from '../setting.ts'

const eventSchemes = ['esdb', 'esdb+discover']
const kurrentSchemes = ['kurrentdb', 'kurrentdb+discover', 'kurrent', 'kdb', 'kdb+discover']
const viewSchemes = ['mongodb', 'mongodb+srv']

const of = (schemes: readonly string[], reason: string) => Object.fromEntries(schemes.map((one) => [one, reason]))

/** Where the log is. */
export const events = secret(
  needed(
    place({
      own: eventSchemes,
      foreign: {
        ...of(viewSchemes, 'names MongoDB, which keeps read models and no log: give it to views'),
        ...of(
          kurrentSchemes,
          'is a form that the driver does not know: write esdb://, which KurrentDB answers as well',
        ),
      },
    }),
    {
      text: 'where the log is: the connection string of EventStoreDB or KurrentDB, or the path of an SQLite file',
      allowed: 'a connection string that begins with esdb:// or esdb+discover://, or the path of a file',
      example: 'esdb://deskledger:secret@db.example:2113?tls=true',
    },
  ),
  maskedPlace,
)

/** Where the read models are. */
export const views = secret(
  needed(
    place({
      own: viewSchemes,
      foreign: of(
        [...eventSchemes, ...kurrentSchemes],
        'names EventStoreDB, which keeps the log and no read models: give it to events',
      ),
    }),
    {
      text: 'where the read models are: the connection string of MongoDB, or the path of an SQLite file',
      allowed: 'a connection string that begins with mongodb:// or mongodb+srv://, or the path of a file',
      example: 'mongodb://deskledger:secret@db.example:27017/deskledger?replicaSet=rs0',
    },
  ),
  maskedPlace,
)

/** Which ledger, where several share a server. */
const ledgerName = needed(matching(/^[a-z][a-z0-9]{0,30}$/, 'is no name of a ledger'), {
  text: 'name of the ledger, where several share a server',
  allowed: 'a lower-case letter, then up to 30 lower-case letters and digits',
  example: 'helpdesk',
})

/** How long a resolved incident stays open to reopening without a word. */
const closeAfterDays = or(
  needed(wholeNumber(0, 3650), {
    text: 'days after its resolution at which an incident is closed by itself; 0: never',
    allowed: 'a whole number from 0 to 3650',
    example: '5',
  }),
  () => 5,
)

const nobody = () => undefined

/** Settings of programs that open a ledger. */
export const storeSettings = {
  events: or(events, nobody),
  views: or(views, nobody),
  name: or(ledgerName, nobody),
  closeAfterDays,
}
