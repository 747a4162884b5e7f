import * as E from 'fp-ts/lib/Either.js'
import { openMemoryEventStore } from '@deskledger/event-store'
import { uuidv5, type AnyPractice, type Instant, type PersonId, type Title, type Uuid } from '@deskledger/kernel'
import { toyPractice, type ToyCommand } from '@deskledger/testing'
import type { Facts } from './deciding.ts'
import { handler } from './handle.ts'

const at = '2025-03-01T09:30:00.000Z' as Instant
const said = { account: 'A1' as Title, owner: 'ada' as PersonId, at }
const open: ToyCommand = { type: 'OpenAccount', ...said }
const pay: ToyCommand = { type: 'Pay', ...said, amount: 5, needs: 0 }
const id = (name: string): Uuid => uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8' as Uuid, name)

const store = openMemoryEventStore({ clock: () => at })
const practice = toyPractice() as unknown as AnyPractice
const [here, there] = [handler(store, practice), handler(store, practice)]
const lengthOf = async () => E.getOrElse(() => [] as readonly unknown[])(await store.readStream('toy-A1')()).length
const at1 = ({ revision }: Facts) => revision === 1

describe('a command that demands something of its stream', () => {
  it('is decided while that holds, and told of the state', async () => {
    const seen: Facts[] = []
    const provided = (facts: Facts) => seen.push(facts) > 0
    expect(await here.askAll('toy-A1', [{ command: open, commandId: id('open'), provided }])).toMatchObject({
      right: [{ revision: 1 }],
    })
    expect(seen).toEqual([{ revision: -1, state: practice.decider.initial, repeated: false }])
  })

  it('comes to nothing where it does not hold, on facts as they are now', async () => {
    expect(await there.askAll('toy-A1', [{ command: pay }])).toMatchObject({ right: [{ revision: 2 }] })
    const before = await lengthOf()
    // This handler remembers revision 1, where it held.
    expect(await here.askAll('toy-A1', [{ command: pay, provided: at1 }])).toEqual(
      E.left({ type: 'NotProvided', index: 0, message: 'What was demanded before Pay does not hold.' }),
    )
    expect(await lengthOf()).toBe(before)
  })

  it('holds again on facts as they are now, though it did not on those remembered', async () => {
    expect(await there.askAll('toy-A1', [{ command: pay }])).toMatchObject({ right: [{ revision: 3 }] })
    const provided = ({ revision }: Facts) => revision === 3
    expect(await here.askAll('toy-A1', [{ command: pay, provided }])).toMatchObject({ right: [{ revision: 4 }] })
  })

  it('hears that it was asked before, and may let that pass', async () => {
    const again = (pass: boolean) =>
      here.askAll('toy-A1', [{ command: open, commandId: id('open'), provided: ({ repeated }) => repeated === pass }])
    expect(await again(true)).toMatchObject({ right: [{ repeated: true, revision: 1 }] })
    expect(await again(false)).toMatchObject({ left: { type: 'NotProvided' } })
  })

  it('is one of a list that is written whole or not at all', async () => {
    const before = await lengthOf()
    const states: unknown[] = []
    const provided = ({ state }: Facts) => states.push(state) < 2
    expect(
      await here.askAll('toy-A1', [
        { command: pay, provided },
        { command: pay, provided },
      ]),
    ).toMatchObject({ left: { type: 'NotProvided', index: 1 } })
    expect(states[1]).not.toEqual(states[0])
    expect(await lengthOf()).toBe(before)
  })
})
