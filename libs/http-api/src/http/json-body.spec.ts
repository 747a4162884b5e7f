import { openDesk, type Desk } from '../api.spec.kit.ts'

let desk: Desk
let authorization: string
beforeAll(async () => {
  desk = await openDesk()
  authorization = `Bearer ${await desk.issuer.issue({ subject: 'ada' as never, roles: ['agent'] })}`
})
afterAll(() => desk.close())

const send = async (payload: Buffer): Promise<readonly [number, unknown]> => {
  const headers = { authorization, 'content-type': 'application/json' }
  const answer = await desk.api.inject({ method: 'POST', url: '/v1/incidents', headers, payload })
  return [
    answer.statusCode,
    answer.json<{ readonly events?: readonly { readonly data: unknown }[] }>().events?.[0]?.data,
  ]
}
const raising = (summary: Buffer): Buffer =>
  Buffer.concat([Buffer.from('{"impact":1,"urgency":2,"summary":"'), summary, Buffer.from('"}')])

describe('a body', () => {
  it('in UTF-8 is stored as it was sent', async () => {
    const summary = 'Störung 🖨 \u{10FFFF}'
    expect(await send(raising(Buffer.from(summary)))).toEqual([201, expect.objectContaining({ summary })])
  })

  it.each([
    ['a byte that begins nothing', 'ff'],
    ['a character that is cut short', 'e282'],
    ['half of a pair of surrogates', 'eda080'],
    ['a longer form than it needs', 'c0af'],
    ['a character beyond the last', 'f4908080'],
  ])('with %s is refused, not mended', async (_, hex) => {
    expect((await send(raising(Buffer.from(hex, 'hex'))))[0]).toBe(400)
  })

  it('that begins with a byte order mark is read without it', async () => {
    const marked = Buffer.concat([Buffer.from('efbbbf', 'hex'), raising(Buffer.from('Mail'))])
    expect(await send(marked)).toEqual([201, expect.objectContaining({ summary: 'Mail' })])
  })
})
