import {
  AgreementId,
  Body,
  CalendarId,
  ClockId,
  Count,
  IncidentId,
  Instant,
  Level,
  PersonId,
  Priority,
  Sha256,
  Title,
  Uuid,
  word,
} from './words.ts'

describe('a word of one line', () => {
  it.each(['x', 'INC0000042', 'Grüße 🖨', 'a b', 'x'.repeat(100)])('takes %p', (text) => {
    expect(IncidentId.is(text)).toBe(true)
    expect(Title.is(text)).toBe(true)
  })
  it.each(['', ' ', ' x', 'x ', 'a\nb', 'a\tb', 'a\u0000b', 'a\u2028b', '\u00a0x', '\ud800', 'x'.repeat(201), 5, null])(
    'refuses %p',
    (text: unknown) => {
      expect([IncidentId.is(text), PersonId.is(text), Title.is(text)]).toEqual([false, false, false])
    },
  )
  it('has its own bound', () => {
    expect([IncidentId.is('x'.repeat(101)), PersonId.is('x'.repeat(101))]).toEqual([false, true])
  })
})

describe('a body', () => {
  it.each(['x', 'one\ntwo', 'one\r\n\ttwo', 'a\u2028b'])('takes %p', (text) => {
    expect(Body.is(text)).toBe(true)
  })
  it.each(['', '\n', 'x\n', ' x', 'a\u0000b', 'a\u001bb', '\udc00'])('refuses %p', (text) => {
    expect(Body.is(text)).toBe(false)
  })
  it.each([
    ['x', 65_536],
    ['ü', 32_768],
    ['€', 21_845],
    ['🖨', 16_384],
  ])('is at most 64 KiB of UTF-8: so many of %p', (character, most) => {
    expect(Body.is(character.repeat(most))).toBe(true)
    expect(Body.is(character.repeat(most + 1))).toBe(false)
  })
})

describe('a calendar id', () => {
  it.each(['berlin-office', 'x', '24x7', 'a-1-b', 'x'.repeat(100)])('takes %p', (text) => {
    expect(CalendarId.is(text)).toBe(true)
  })
  it.each(['', 'Berlin', 'berlin office', '-x', 'x-', 'a--b', 'a_b', 'ü', 'x'.repeat(101)])('refuses %p', (text) => {
    expect([CalendarId.is(text), AgreementId.is(text)]).toEqual([false, text !== '' && text.length < 101])
  })
})

describe('a clock id', () => {
  it.each(['INC0000042.resolve', 'REQ 7.1.fulfil', `${'x'.repeat(100)}.available`])('takes %p', (text) => {
    expect(ClockId.is(text)).toBe(true)
  })
  it.each(['', '.resolve', 'INC0000042', 'INC0000042.', 'INC0000042.Resolve', ' INC1.respond', 'a\nb.respond'])(
    'refuses %p',
    (text) => {
      expect(ClockId.is(text)).toBe(false)
    },
  )
})

describe('other words', () => {
  it('have one form', () => {
    const uuid = '2ed6657d-e927-568b-95e1-2665a8aea6a2'
    expect([uuid, uuid.toUpperCase(), `${uuid}0`, ''].map((text) => Uuid.is(text))).toEqual([true, false, false, false])
    const hash = '0f'.repeat(32)
    expect([hash, hash.toUpperCase(), `${hash}0`].map((text) => Sha256.is(text))).toEqual([true, false, false])
    expect([0, 7, -1, 0.5, NaN, 2 ** 53, '1'].map((n) => Count.is(n))).toEqual([
      true,
      true,
      ...Array<false>(5).fill(false),
    ])
    expect([0, 1, 3, 4, 5, 6].map((n) => [Level.is(n), Priority.is(n)])).toEqual([
      [false, false],
      [true, true],
      [true, true],
      [false, true],
      [false, true],
      [false, false],
    ])
  })
})

describe('the form of a word', () => {
  it('is told by its codec, and the codec goes by it', () => {
    const Colour = word('Colour', { pattern: /^(?:red|green)$/, maxLength: 4 })
    expect([Colour.form?.pattern.test('red'), Colour.form?.maxLength]).toEqual([true, 4])
    expect(['red', 'green', 'blue'].map((text) => Colour.is(text))).toEqual([true, false, false])
  })
  it('is unknown where a function alone decides', () => {
    expect(word('Even', (text) => text.length % 2 === 0).form).toBeUndefined()
  })
  it.each([
    [Instant, ['2025-03-01T09:30:00.000Z', '0000-02-29T23:59:59.999Z', '9999-12-31T00:00:00.000Z']],
    [Body, ['x'.repeat(65_536), 'one\r\n\ttwo', 'a\u2028b']],
  ] as const)('is implied where more is asked: %#', (codec, texts) => {
    for (const text of texts) {
      expect(codec.is(text)).toBe(true)
      expect(codec.form?.pattern.test(text)).toBe(true)
      expect(text.length).toBeLessThanOrEqual(codec.form?.maxLength ?? 0)
    }
  })
})
