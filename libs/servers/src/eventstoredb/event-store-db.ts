import { noteRan } from '../ran.ts'
import { dockerTrouble, IMAGES, startInDocker } from './docker.ts'
import { startEventStoreDouble, type EventStoreDouble } from './double.ts'

export type EventStoreDbKind = 'url' | 'docker' | 'double'
const KINDS: readonly EventStoreDbKind[] = ['url', 'docker', 'double']

/** A server for tests, whichever could be had. */
export interface TestEventStoreDb {
  readonly kind: EventStoreDbKind
  /** of the double: the one it passes for; else what was asked for */
  readonly version: string
  /** as a client connects */
  readonly url: string
  /** the switches and the log, where it is the double */
  readonly double?: EventStoreDouble
  readonly stop: () => Promise<void>
}

export interface EventStoreDbOptions {
  /** this kind or none; default: what DESKLEDGER_TEST_EVENTSTOREDB says, else the first that can be had */
  readonly kind?: EventStoreDbKind
  /** default: what DESKLEDGER_TEST_EVENTSTOREDB_IMAGE says, else EventStoreDB */
  readonly image?: string
}

const URL_VARIABLE = 'DESKLEDGER_TEST_EVENTSTOREDB_URL'
const KIND_VARIABLE = 'DESKLEDGER_TEST_EVENTSTOREDB'
const IMAGE_VARIABLE = 'DESKLEDGER_TEST_EVENTSTOREDB_IMAGE'

const said = (variable: string): string | undefined => {
  const value = process.env[variable]
  return value === '' ? undefined : value
}

const isKind = (text: string): text is EventStoreDbKind => KINDS.some((kind) => kind === text)

const wantedKinds = (asked: string | undefined): readonly EventStoreDbKind[] => {
  if (asked === undefined) return KINDS
  if (isKind(asked)) return [asked]
  throw new Error(`${KIND_VARIABLE} is '${asked}'; it must be one of ${KINDS.join(', ')}.`)
}

/** A name of ours stands for an image; anything else is one. */
const imageOf = (name: string): string => (name === 'eventstoredb' || name === 'kurrentdb' ? IMAGES[name] : name)

type Tried = TestEventStoreDb | { readonly lacks: string }

const byUrl = (): Tried => {
  const url = said(URL_VARIABLE)
  if (url === undefined) return { lacks: `${URL_VARIABLE} is not set` }
  return { kind: 'url', version: 'of the URL given', url, stop: () => Promise.resolve() }
}

const byDocker = async (name: string): Promise<Tried> => {
  const trouble = await dockerTrouble()
  if (trouble !== undefined) return { lacks: trouble }
  const { image, ...server } = await startInDocker(imageOf(name))
  return { ...server, kind: 'docker', version: image }
}

const byDouble = async (): Promise<Tried> => {
  const double = await startEventStoreDouble()
  return { kind: 'double', version: double.version, url: double.url, double, stop: double.stop }
}

const RAN: Readonly<Record<EventStoreDbKind, string>> = {
  url: 'a server by URL',
  docker: 'a server in Docker',
  double: 'the protocol double, no server',
}

/**
 * An EventStoreDB for tests: the first of a URL in the environment, Docker, and the double. Rejects, naming what each lacks,
 * where it can give none.
 */
export const eventStoreDb = async ({ kind, image }: EventStoreDbOptions = {}): Promise<TestEventStoreDb> => {
  const tries: Readonly<Record<EventStoreDbKind, () => Tried | Promise<Tried>>> = {
    url: byUrl,
    docker: () => byDocker(image ?? said(IMAGE_VARIABLE) ?? 'eventstoredb'),
    double: byDouble,
  }
  const lacks: string[] = []
  for (const wanted of wantedKinds(kind ?? said(KIND_VARIABLE))) {
    const tried = await tries[wanted]()
    if (!('lacks' in tried)) {
      noteRan(`EventStoreDB: ${RAN[wanted]} (${tried.version})`)
      return tried
    }
    lacks.push(`${wanted}: ${tried.lacks}`)
  }
  throw new Error(`There is no EventStoreDB to test with. ${lacks.join('; ')}. Provide one of these and test again.`)
}
