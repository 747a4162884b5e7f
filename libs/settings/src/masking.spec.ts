import { hider, maskedPlace } from './index.ts'

describe('a connection string', () => {
  it.each([
    ['esdb://log.example:2113', 'esdb://log.example:2113'],
    ['esdb://ann:hunter2@log.example:2113?tls=false', 'esdb://***@log.example:2113?***'],
    ['mongodb://ann@a:1,b:2/desk?replicaSet=rs', 'mongodb://***@a:1,b:2/desk?***'],
    ['mongodb://ann:hun@ter/2@a/desk', 'mongodb://***@a/desk'],
    ['esdb:/ann:hunter2@x', '***'],
    ['/var/lib/deskledger/events.db', '/var/lib/deskledger/events.db'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskedPlace(text)).toBe(shown)
  })
})

describe('what others say of a connection string', () => {
  const hide = hider(['mongodb://ann:p%40ssword@a/desk?authSource=admin', 'views.db'])
  it('loses its secrets, encoded or not', () => {
    const said =
      'Cannot reach mongodb://ann:p%40ssword@a/desk?authSource=admin: "p@ssword" and p%40ssword of ann:p@ssword'
    expect(hide(said)).toBe('Cannot reach mongodb://***@a/desk?***: "***" and *** of ***')
  })
  it('keeps everything else', () => {
    expect(hide('views.db is held by another program')).toBe('views.db is held by another program')
  })
})
