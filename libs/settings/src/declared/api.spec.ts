import * as E from 'fp-ts/lib/Either.js'
import { apiSettings, decodeSettings, everySetting, printed, projectorSettings } from '../index.ts'

const decoded = (flags: Readonly<Record<string, string>>) => decodeSettings(apiSettings, { env: {}, flags })
const good = (flags: Readonly<Record<string, string>>) => {
  const outcome = decoded(flags)
  if (E.isLeft(outcome)) throw new Error(outcome.left.join('\n'))
  return outcome.right
}
const mistakes = (flags: Readonly<Record<string, string>>): readonly string[] => {
  const outcome = decoded(flags)
  return E.isLeft(outcome) ? outcome.left : []
}

const nonsense: readonly (readonly [name: keyof typeof apiSettings, text: string, reason: string])[] = [
  ['ledger', 'mongodb://db.example', 'is no path of a folder'],
  ['events', 'mongodb://db.example', 'names MongoDB'],
  ['views', 'esdb://db.example', 'names EventStoreDB'],
  ['name', 'Help Desk', 'is no name of a ledger'],
  ['closeAfterDays', 'never', 'is no whole number'],
  ['host', 'here or there', 'is no name or address'],
  ['port', '65536', 'is too large'],
  ['port', '-1', 'is too small'],
  ['port', 'http', 'is no whole number'],
  ['issuer', 'login.example', 'is no address of a server'],
  ['audience', 'two words', 'is no name of an audience'],
  ['jwksUrl', 'ftp://login.example/keys', 'is no address of a server'],
  ['rolesClaim', 'realm access', 'is no name of a claim'],
  ['groupsClaim', 'groups.', 'is no name of a claim'],
  ['customerClaim', '.customer', 'is no name of a claim'],
  ['roleNames', 'Desk', 'has "Desk", which is no pair such as theirs=requester'],
  ['roleNames', 'Desk=boss', 'gives "Desk" the meaning "boss", which is none of requester, agent'],
  ['devTokens', 'maybe', 'is not known'],
  ['requestsPerMinute', '0', 'is too small'],
  ['projects', 'true', 'is not known'],
  ['leaseSeconds', '1.5', 'is no whole number'],
  ['workerName', 'two words', 'is no name of a worker'],
  ['lagLimit', '10001', 'is too large'],
  ['logLevel', 'loud', 'is not known'],
]

describe('settings of the API', () => {
  it('all have a default', () => {
    expect(good({}).values).toMatchObject({ ledger: './deskledger-data', host: '127.0.0.1', devTokens: 'no' })
  })
  it.each(nonsense)('do not take %s as "%s"', (name, text, reason) => {
    const [mistake = '', ...others] = mistakes({ [name]: text })
    expect(others).toEqual([])
    expect(mistake).toContain(`sets ${name}: `)
    expect(mistake).toContain(reason)
    expect(mistake).toMatch(/ Allowed: .+, such as .+\.$/)
  })
  it('tell everything that is wrong at once', () => {
    const all = Object.fromEntries(nonsense.map(([name, text]) => [name, text]))
    expect(mistakes(all)).toHaveLength(Object.keys(all).length)
  })
  it('give names of roles a meaning', () => {
    expect(good({ roleNames: 'ServiceDesk.Agent=agent, Duty manager = manager' }).values.roleNames).toEqual({
      'ServiceDesk.Agent': 'agent',
      'Duty manager': 'manager',
    })
  })
  it('are shown without passwords', () => {
    const { shown } = good({
      events: 'esdb://ann:hunter2@db.example',
      jwksUrl: 'https://ann:hunter2@keys.example/keys?key=s3cr3t',
      issuer: 'https://ann:hunter2@login.example',
    })
    expect(printed(shown)).not.toMatch(/hunter2|s3cr3t/)
    expect(printed(shown)).toContain('keys.example')
  })
})

describe('a settings file of all programs', () => {
  it('knows what each of them does', () => {
    expect(Object.keys(everySetting)).toEqual(
      expect.arrayContaining([...Object.keys(apiSettings), ...Object.keys(projectorSettings)]),
    )
  })
})
