import { decodeStrictly, type Body, type GroupId, type Title } from '@deskledger/kernel'
import * as E from 'fp-ts/lib/Either.js'
import { agreementDecider } from './decide.ts'
import { agreementExamples } from './examples.ts'
import { AgreementFile } from './file-form.ts'
import { ada, applied, file, now, pointersOf, signed, steps, typesOf } from './file-form.spec.kit.ts'
import type { Agreement } from './state.ts'
import { agreementId, calendar, inForce, instant, reference, target } from './terms.spec.kit.ts'

const { evolve, initial } = agreementDecider
const { commands, events } = agreementExamples

describe('an agreement file', () => {
  it('decodes strictly', () => {
    expect(decodeStrictly(AgreementFile, signed)).toStrictEqual(E.right(signed))
    expect(decodeStrictly(AgreementFile, { ...file, type: 'XLA', targets: [{ solve: '8h' }] })).toMatchObject({
      left: [{ pointer: '/type' }, { pointer: '/targets/0/solve' }],
    })
  })
  it('says what the terms of the example say', () => {
    expect(now(applied(file))?.proposal?.terms).toStrictEqual(events.TermsProposed.terms)
  })
  it('drafts an agreement that is not there, proposes its terms for the provider, and goes no further', () => {
    expect(typesOf(file)).toStrictEqual(['DraftAgreement', 'ProposeTerms'])
    expect(applied(file)).toMatchObject({ status: 'Negotiating' })
  })
  it('brings into force what both sides have signed', () => {
    expect(typesOf(signed)).toStrictEqual(['DraftAgreement', 'ProposeTerms', 'AcceptTerms', 'BringIntoForce'])
    expect(applied(signed)).toMatchObject({
      status: 'InForce',
      periods: [
        { version: 1, from: events.AgreementBroughtIntoForce.from, until: events.AgreementBroughtIntoForce.until },
      ],
      proposal: { accepted: { provider: 'ada', customer: 'carol' } },
    })
  })
  it('goes on from where an agreement is', () => {
    expect(typesOf(signed, applied(file))).toStrictEqual(['AcceptTerms', 'BringIntoForce'])
  })
  it.each([file, signed, { ...signed, terminated: 'Over.' as Body }])(
    '%# asks nothing where it is so already',
    (wanted) => {
      expect(steps(wanted, applied(wanted))).toStrictEqual(E.right([]))
    },
  )
  it('renames', () => {
    expect(typesOf({ ...signed, name: 'Mail' as Title }, applied(signed))).toStrictEqual(['RenameAgreement'])
  })
  it('renews an agreement whose end is put off, also one that expired', () => {
    const longer = { ...signed, inForce: { from: '2025-04-01', until: '2027-03-31' } }
    const [renewal] = E.getOrElseW(() => [])(steps(longer, applied(signed)))
    expect(renewal).toStrictEqual({ ...commands.RenewAgreement, others: [] })
    const expired = evolve(applied(signed), events.AgreementExpired)
    expect(typesOf(longer, expired)).toStrictEqual(['RenewAgreement'])
    expect(typesOf(signed, expired)).toStrictEqual([])
  })
  it('amends: new terms come into force after those before them', () => {
    const amended = { ...signed, retarget: 'keep', inForce: { from: '2025-09-01' } } as const
    expect(typesOf(amended, applied(signed))).toStrictEqual(['ProposeTerms', 'AcceptTerms', 'BringIntoForce'])
    expect(applied(amended, applied(signed))).toMatchObject({
      periods: [
        { version: 1, until: instant('2025-09-01') },
        { version: 2, until: null },
      ],
    })
  })
  it('terminates', () => {
    expect(typesOf({ ...signed, terminated: 'The customer left.' as Body }, applied(signed))).toStrictEqual([
      'TerminateAgreement',
    ])
  })
})

describe('a file with mistakes', () => {
  it('has all of them named that cannot be read, each with its place', () => {
    const wanted: AgreementFile = {
      kind: file.kind,
      id: file.id,
      type: file.type,
      name: file.name,
      warnAt: ['many'],
      targets: [
        { resolve: '8 hours or so', calendar },
        { available: '99.99999% per month', calendar },
        { available: '99% per fortnight', respond: 'soon', calendar },
        { resolve: '8h' },
        { calendar },
        { resolve: '8h', calendar, priority: [], warnAt: ['50', 'x'] },
        { resolve: '', calendar },
      ],
      escalations: [
        { at: 'late', group: 'network' as GroupId },
        { at: 80, group: 'network' as GroupId, level: 1 },
        { at: 80, level: 1 },
      ],
      penalties: [{ name: 'Late' as Title, amount: '1.234 EUR', most: 'much' }],
    }
    expect(pointersOf(wanted)).toStrictEqual([
      '/targets/0/resolve',
      '/warnAt/0',
      '/targets/1/available',
      '/targets/2/respond',
      '/targets/2/available',
      '/targets/3/calendar',
      '/targets/4',
      '/targets/5/warnAt/1',
      '/targets/5/priority',
      '/targets/6/resolve',
      '/escalations/0/at',
      '/escalations/1',
      '/escalations/2',
      '/penalties/0/amount',
      '/penalties/0/most',
    ])
  })
  it('has all of them named that cannot be promised, each with its place', () => {
    const wanted: AgreementFile = {
      ...file,
      warnAt: [101],
      targets: [
        { ticket: 'request', priority: [1, 2], resolve: '0h' },
        { respond: '30m', warnAt: [50, 0] },
        { respond: '1h', warnAt: [] },
        { fulfil: '0d', customer: reference('umbrella'), warnAt: [] },
      ],
      escalations: [
        { at: 0, tell: [ada] },
        { at: 80, level: 0, to: ada },
      ],
      penalties: [{ name: 'Late' as Title, target: 'available', beyond: 0.5, amount: '0 EUR' }],
      underpinnedBy: [agreementId('mail-gold')],
    }
    expect(pointersOf(wanted)).toStrictEqual([
      '/targets/0/resolve',
      '/warnAt/0',
      '/targets/0/ticket',
      '/targets/1/warnAt/1',
      '/targets/3/fulfil',
      '/targets/3/customer',
      '/targets/2/respond',
      '/escalations/0/at',
      '/escalations/1/level',
      '/penalties/0/target',
      '/penalties/0/amount',
      '/penalties/0/beyond',
      '/underpinnedBy/0',
    ])
  })
  it('has those of its terms and of its dates named together', () => {
    expect(
      pointersOf({ ...signed, targets: [], escalations: [], penalties: [], inForce: { from: 'soon' } }),
    ).toStrictEqual(['/targets', '/inForce/from'])
  })
  it.each<[string, AgreementFile, Agreement]>([
    ['/inForce', { ...signed, agreed: { provider: ada } }, initial],
    ['/type', { ...signed, type: 'OLA' }, applied(signed)],
    ['/customer', { ...signed, customer: reference('umbrella') }, applied(signed)],
    ['/terminated', signed, applied({ ...signed, terminated: 'Over.' as Body })],
    [
      '/targets',
      { ...signed, retarget: 'keep', terminated: 'Over.' as Body },
      applied({ ...signed, terminated: 'Over.' as Body }),
    ],
    ['/inForce', { ...signed, inForce: { from: '2025-05-01' } }, applied(signed)],
    ['/inForce/until', { ...signed, inForce: { from: '2025-04-01', until: '2025-12-31' } }, applied(signed)],
    ['/inForce', { ...signed, retarget: 'keep' }, applied(signed)],
  ])('is told at %s what the rules refuse', (pointer, wanted, current) => {
    expect(pointersOf(wanted, current)).toStrictEqual([pointer])
  })
  it('is told of others in force that say the same', () => {
    const others = [inForce('mail-silver', [target({ kind: 'incident' })], { customer: reference('acme') })]
    expect(steps(signed, initial, others)).toMatchObject({
      left: [{ pointer: '/inForce', message: expect.stringContaining('mail-silver') as string }],
    })
  })
})
