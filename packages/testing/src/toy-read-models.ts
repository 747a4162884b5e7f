import type { Contribution, Projection, Row, StoredEvent } from '@deskledger/kernel'
import type { ToyEvent } from './toy-events.ts'

/** What toy read models depend on beside the log. */
export interface ToyOptions {
  /** default 1 */
  readonly version?: number
  /** whether a payment that needs so much, which is more than its owner has, makes the fold throw; default: it does */
  readonly strict?: (needs: number) => boolean
  /** whether a document remembers the order of everything it took; default: it does */
  readonly traced?: boolean
}

/** An account, or all accounts of an owner: the one belongs to one stream, the other to several. */
export interface ToyDocument {
  readonly kind: 'account' | 'owner'
  readonly name: string
  readonly owner: string
  /** open accounts */
  readonly open: number
  readonly balance: number
  readonly tags: readonly string[]
  /** another one for another order */
  readonly trace: number
}

const traceAfter = (trace: number, { revision, data }: StoredEvent<ToyEvent>, traced: boolean): number =>
  traced ? (trace * 31 + revision * 7 + data.type.length + (data.type === 'Paid' ? data.amount : 0)) % 1_000_003 : 0

const empty = (key: string, owner: string): ToyDocument => {
  const kind = key.startsWith('account/') ? 'account' : 'owner'
  return { kind, name: key, owner, open: 0, balance: 0, tags: [], trace: 1 }
}

const closed = (doc: ToyDocument, trace: number): ToyDocument | undefined =>
  doc.kind === 'account' || doc.open <= 1 ? undefined : { ...doc, open: doc.open - 1, trace }

const paid = (doc: ToyDocument, { amount, needs }: Extract<ToyEvent, { type: 'Paid' }>, strict: boolean) => {
  if (strict && doc.kind === 'owner' && doc.balance < needs) throw new Error(`${doc.name} has ${doc.balance}`)
  return doc.balance + amount
}

const rowsOfTags = ({ kind, name, tags }: ToyDocument): readonly Row[] =>
  kind === 'account' ? tags.map((tag) => ({ key: `${name}/${tag}`, row: { account: name, tag } })) : []

const rowsOfRich = ({ kind, name, balance }: ToyDocument): readonly Row[] =>
  balance > 60 ? [{ key: name, row: { name, kind, above: Math.floor(balance / 20) } }] : []

const byOwner = ({ kind, owner, balance }: ToyDocument): readonly Contribution[] =>
  kind === 'account'
    ? [{ cell: owner, labels: { owner }, count: 1, sum: balance, sample: Math.max(0, balance) }]
    : [{ cell: 'owners', labels: { owner: 'all' }, count: 0, sum: balance, sample: null }]

/** The same contribution once for each tag: a document may give it several times. */
const byKind = ({ kind, tags, balance }: ToyDocument): readonly Contribution[] => [
  { cell: kind, labels: { kind }, count: 1, sum: balance, sample: null },
  ...tags.map(() => ({ cell: 'tags', labels: { kind: 'tag' }, count: 1, sum: 1, sample: 5 })),
]

/** Accounts and owners, their tags and riches, and figures over them: one of everything a projection may have. */
export const toyAccounts = (options: ToyOptions = {}): Projection<ToyEvent, ToyDocument> => {
  const { version = 1, strict = () => true, traced = true } = options
  return {
    name: 'toy-accounts',
    version,
    on: ['AccountOpened', 'Paid', 'AccountTagged', 'AccountClosed'],
    keysOf: ({ data }) => [`account/${data.account}`, `owner/${data.owner}`],
    apply: (doc, event, key) => {
      const { data } = event
      const now = doc ?? empty(key, data.owner)
      const trace = traceAfter(now.trace, event, traced)
      switch (data.type) {
        case 'AccountOpened':
          return { ...now, open: now.open + 1, trace }
        case 'Paid':
          return { ...now, balance: paid(now, data, strict(data.needs)), trace }
        case 'AccountTagged':
          return now.kind === 'owner' ? doc : { ...now, tags: data.tags, trace }
        case 'AccountClosed':
          return closed(now, trace)
      }
    },
    indexes: [{ name: 'by-owner', fields: ['owner'] }],
    tables: [
      { name: 'toy-tags', indexes: [], rowsOf: rowsOfTags },
      { name: 'toy-rich', indexes: [], rowsOf: rowsOfRich },
    ],
    rollups: [
      { name: 'toy-by-owner', indexes: [], contributionsOf: byOwner },
      { name: 'toy-by-kind', indexes: [], contributionsOf: byKind },
    ],
  }
}

/** How many events each account has: a read model that nothing can stop. */
export const toyCounts: Projection<ToyEvent, { readonly count: number }> = {
  name: 'toy-counts',
  version: 1,
  on: ['AccountOpened', 'Paid', 'AccountTagged', 'AccountClosed'],
  keysOf: ({ data }) => [data.account],
  apply: (doc) => ({ count: (doc?.count ?? 0) + 1 }),
  indexes: [],
  tables: [],
  rollups: [],
}
