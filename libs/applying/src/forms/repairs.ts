import { edited, stepsOf } from './edited.ts'

/** Puts something right in place of what is wrong at a pointer, so that the rest can be looked at. */
export type Repair = (value: unknown, pointer: string) => unknown

type Rule = readonly [place: RegExp, repair: Repair]

const put =
  (right: unknown): Repair =>
  (value, pointer) =>
    edited(value, stepsOf(pointer), () => right)
/** Takes out the member that is so many steps deep. */
const drop =
  (depth: number): Repair =>
  (value, pointer) =>
    edited(value, stepsOf(pointer).slice(0, depth), () => undefined)
const both =
  (first: Repair, second: Repair): Repair =>
  (value, pointer) =>
    second(first(value, pointer), pointer)
const beside =
  (depth: number, name: string, right: (pointer: string) => unknown): Repair =>
  (value, pointer) =>
    edited(value, [...stepsOf(pointer).slice(0, depth), name], () => right(pointer))

/** The first rule that fits a place. */
const by =
  (rules: readonly Rule[]): Repair =>
  (value, pointer) =>
    rules.find(([place]) => place.test(pointer))?.[1](value, pointer) ?? value

const day = '(?:mon|tue|wed|thu|fri|sat|sun)'

/** Lists keep their length, so that places stay; an empty text is named again where it stands, which is known already. */
export const repairCalendar: Repair = by([
  [/^\/(id|name)$/, put('x')],
  [/^\/timeZone$/, put('UTC')],
  [/^\/weekly$/, put({ mon: ['09:00-17:00'] })],
  [new RegExp(`^/weekly/${day}$`), put(['09:00-17:00'])],
  [new RegExp(`^/(?:weekly/${day}|holidays|extra)/\\d+$`), put('')],
  [/^\/weekly\/./, drop(2)],
  [/^\/./, drop(1)],
])

/** A target is for a service of its own then: it is not the same as another. */
const ofItsOwn = beside(2, 'service', (pointer) => `x${stepsOf(pointer)[1] ?? ''}`)
const placeholder = { respond: '1h', resolve: '1h', fulfil: '1h', calendar: 'x' }

export const repairAgreement: Repair = by([
  [/^\/(id|name)$/, put('x')],
  [/^\/type$/, put('SLA')],
  [/^\/targets$/, put([placeholder, { available: '99% per month', calendar: 'x' }])],
  [/^\/targets\/\d+$/, both(put(placeholder), ofItsOwn)],
  [/^(\/targets\/\d+)?\/warnAt\/\d+$/, put(50)],
  [/^\/targets\/\d+\/(respond|resolve|fulfil)$/, both(put('1h'), ofItsOwn)],
  [/^\/targets\/\d+\/available$/, both(put('99% per month'), ofItsOwn)],
  [/^\/targets\/\d+\/calendar$/, put('x')],
  [/^\/targets\/\d+\/warnAt$/, drop(3)],
  [/^\/targets\/\d+\/./, both(drop(3), ofItsOwn)],
  [/^\/escalations\/\d+$/, put({ at: 50, tell: ['x'] })],
  [/^\/escalations\/\d+\/at$/, put(50)],
  [
    /^\/escalations\/\d+\/./,
    both(
      both(
        drop(3),
        beside(2, 'tell', () => ['x']),
      ),
      both(
        beside(2, 'level', () => undefined),
        beside(2, 'to', () => undefined),
      ),
    ),
  ],
  [/^\/penalties\/\d+$/, put({ name: 'x', amount: '1 EUR' })],
  [/^\/penalties\/\d+\/name$/, put('x')],
  [
    /^\/penalties\/\d+\/amount$/,
    both(
      put('1 EUR'),
      beside(2, 'most', () => undefined),
    ),
  ],
  [/^\/penalties\/\d+\/./, drop(3)],
  [/^\/underpinnedBy\/\d+$/, put('x')],
  [/^\/agreed\/(provider|customer)$/, put('x')],
  [/^\/(agreed|pauses)\/./, drop(2)],
  [/^\/inForce\/(?!from$)./, drop(2)],
  [/^\/./, drop(1)],
])
