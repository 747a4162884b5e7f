import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { openAppendLine, type AppendCall } from './append-line.ts'
import { idOfAnswer, type Request, type Response } from './append-messages.ts'

/** A call whose other end is the test. */
const openCall = () => {
  const heard = {
    data: (response: Response): unknown => response,
    error: (error: Error): unknown => error,
    end: (): unknown => undefined,
  }
  const requests: Request[] = []
  const told = { ended: 0, cancelled: 0 }
  const call: AppendCall = {
    on: <Event extends keyof typeof heard>(event: Event, listener: (typeof heard)[Event]) => {
      heard[event] = listener
    },
    write: (request) => requests.push(request),
    end: () => (told.ended += 1),
    cancel: () => {
      told.cancelled += 1
      heard.error(Object.assign(new Error('1 CANCELLED: Cancelled on client'), { code: 1 }))
    },
  }
  return { call, requests, told, heard }
}
type Call = ReturnType<typeof openCall>

/** A server's yes to the append that was asked so many before the last. */
const yes = ({ requests }: Call, index = requests.length - 1): Response =>
  new streams.BatchAppendResp()
    .setCorrelationId(requests[index]?.getCorrelationId())
    .setSuccess(new streams.BatchAppendResp.Success().setCurrentRevision('0'))

const openLine = (longSilence = 20) => {
  const calls: Call[] = []
  const line = openAppendLine(() => {
    const call = openCall()
    calls.push(call)
    return Promise.resolve(call.call)
  }, longSilence)
  return { line, calls }
}
const event = {
  id: '6f1c2f9e-52a1-4c1b-9f7e-0d5c6a3b2e10',
  type: 'Noted',
  data: Buffer.from('1'),
  metadata: Buffer.from('{}'),
}
const sending = { stream: 'a', expected: -1, events: [event] }
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('the call that appends go over', () => {
  it('may be answered in any order, and twice, and for nobody', async () => {
    const { line, calls } = openLine()
    const both = [line.send(sending, 1000), line.send(sending, 1000)]
    await turn()
    const [call] = calls as [Call]
    call.heard.data(yes(call, 1))
    call.heard.data(yes(call, 1))
    call.heard.data(new streams.BatchAppendResp())
    expect(line.pending()).toBe(1)
    call.heard.data(yes(call, 0))
    expect(await Promise.all(both)).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }])
    expect(calls).toHaveLength(1)
  })
  it('that fails leaves its own appends open, and the next append opens another', async () => {
    const { line, calls } = openLine()
    const first = line.send(sending, 1000)
    await turn()
    calls[0]?.heard.error(new Error('14 UNAVAILABLE: read ECONNRESET'))
    expect(await first).toStrictEqual({ kind: 'unknown', why: 'read ECONNRESET', sent: true })
    const second = line.send(sending, 1000)
    await turn()
    const [, call] = calls as [Call, Call]
    // What the first call still brings, or breaks, is nothing to the appends of the second.
    calls[0]?.heard.data(yes(call))
    calls[0]?.heard.error(new Error('again'))
    expect(line.pending()).toBe(1)
    call.heard.data(yes(call))
    expect(await second).toMatchObject({ kind: 'stored' })
  })
  it('that the server ends in peace leaves its appends open, is ended here too, and is not used again', async () => {
    const { line, calls } = openLine()
    const first = line.send(sending, 1000)
    await turn()
    calls[0]?.heard.end()
    expect(await first).toMatchObject({ kind: 'unknown', sent: true })
    expect(calls[0]?.told).toStrictEqual({ ended: 1, cancelled: 0 })
    void line.send(sending, 10)
    await turn()
    expect(calls).toHaveLength(2)
  })
  it('that is merely slow is kept, for all who wait on it', async () => {
    const { line, calls } = openLine(5000)
    const [impatient, patient] = [line.send(sending, 20), line.send(sending, 5000)]
    expect(await impatient).toMatchObject({ kind: 'unknown', sent: true })
    const [call] = calls as [Call]
    expect(call.told.cancelled).toBe(0)
    call.heard.data(yes(call))
    expect(await patient).toMatchObject({ kind: 'stored' })
  })
  it('that says nothing at all is given up, with all that went over it', async () => {
    const { line, calls } = openLine()
    const both = [line.send(sending, 30), line.send(sending, 5000)]
    expect(await Promise.all(both)).toMatchObject([{ kind: 'unknown' }, { kind: 'unknown' }])
    expect(calls[0]?.told.cancelled).toBe(1)
  })
  it('that answers others is kept when one append is not answered, however long it was silent before', async () => {
    const { line, calls } = openLine(1000)
    const other = line.send(sending, 5000)
    await turn()
    const [call] = calls as [Call]
    await new Promise((resolve) => setTimeout(resolve, 1100))
    call.heard.data(yes(call, 0))
    expect(await other).toMatchObject({ kind: 'stored' })
    expect(await line.send(sending, 1)).toMatchObject({ kind: 'unknown', sent: true })
    expect(call.told.cancelled).toBe(0)
    call.heard.data(yes(call, 1))
    expect(line.pending()).toBe(0)
  })
  it('that cannot be opened was not used', async () => {
    const line = openAppendLine(() => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:1')))
    expect(await line.send(sending, 100)).toStrictEqual({
      kind: 'unknown',
      why: 'connect ECONNREFUSED 127.0.0.1:1',
      sent: false,
    })
  })
  it('that does not open in time was not used', async () => {
    const line = openAppendLine(() => new Promise(() => undefined))
    expect(await line.send(sending, 20)).toMatchObject({ kind: 'unknown', sent: false })
  })
  it('is told by ids that servers write as text or as two numbers', () => {
    const id = 'f1c2f9e0-52a1-4c1b-9f7e-0d5c6a3b2e10'
    const most = BigInt.asIntN(64, 0xf1c2f9e052a14c1bn)
    const least = BigInt.asIntN(64, 0x9f7e0d5c6a3b2e10n)
    const both = new shared.UUID.Structured()
    both.setMostSignificantBits(most.toString())
    both.setLeastSignificantBits(least.toString())
    for (const uuid of [new shared.UUID().setString(id), new shared.UUID().setStructured(both)])
      expect(idOfAnswer(new streams.BatchAppendResp().setCorrelationId(uuid))).toBe(id)
  })
})
