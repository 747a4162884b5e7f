import { documentsOf, type Documents } from './documents.ts'

const read = (text: string): Documents => documentsOf({ name: 'x.yaml', folder: '.', text })
const valuesIn = (text: string): readonly unknown[] => read(text).documents.map(({ value }) => value)
const toldIn = (text: string): readonly string[] =>
  read(text).mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`)
const placesIn = (text: string): readonly string[] => read(text).mistakes.map(({ line, column }) => `${line}:${column}`)

describe('a document', () => {
  it('keeps texts as they are written: dates, hours, words for yes and no', () => {
    const text = 'date: 2025-12-25\nhours: 10:30\nsome: no\nlist: [on, off, y, 1:30:00]\n'
    const value = { date: '2025-12-25', hours: '10:30', some: 'no', list: ['on', 'off', 'y', '1:30:00'] }
    expect(valuesIn(text)).toStrictEqual([value])
    expect(valuesIn(`%YAML 1.1\n---\n${text}`)).toStrictEqual([value])
  })
  it('has numbers, true and false, and nothing', () => {
    expect(valuesIn('a: 1\nb: 99.5\nc: true\nd:\n')).toStrictEqual([{ a: 1, b: 99.5, c: true, d: null }])
  })
  it('may be one of several in a file; empty ones do not count', () => {
    expect(valuesIn('---\na: 1\n---\n# nothing\n---\nb: 2\n---\n')).toStrictEqual([{ a: 1 }, { b: 2 }])
  })
  it('may be JSON, indented by tabs too', () => {
    expect(valuesIn('{\n\t"a": "x",\n\t"b": [\n\t\t1\n\t]\n}\n')).toStrictEqual([{ a: 'x', b: [1] }])
  })
  it('may name a value once and use it again', () => {
    expect(valuesIn('a: &x { b: 1 }\nc: *x\nd: [*x, *x]\n')).toStrictEqual([
      { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }, { b: 1 }] },
    ])
  })
  it('is an object as any other, whatever its members are called', () => {
    const [value] = valuesIn('__proto__: { kind: agreement }\nconstructor: x\n')
    expect(Object.keys(value as object)).toStrictEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
  it('knows where each of its values is, and each name', () => {
    const [document] = read('a:\n  - x\n  - b/c: 1\nd: &n { e: 2 }\nf: *n\n').documents
    const at = (pointer: string, part?: 'name') => {
      const { line, column } = document?.at({ pointer, message: '' }, part) ?? {}
      return `${line ?? ''}:${column ?? ''}`
    }
    expect(['', '/a/0', '/a/1/b~1c', '/d/e', '/d/missing', '/f/e'].map((pointer) => at(pointer))).toStrictEqual([
      '1:1',
      '2:5',
      '3:10',
      '4:12',
      '4:7',
      '4:12',
    ])
    expect([at('/a/1/b~1c', 'name'), at('/d', 'name')]).toStrictEqual(['3:5', '4:1'])
  })
})

describe('what is wrong with a text', () => {
  it('is told with line and column, all of it, and each document for itself', () => {
    const text = [
      'a: 1',
      'a: 2',
      'b: @x',
      'c: !!timestamp 2025-01-01',
      'd: "\\q"',
      'e: *nobody',
      '---',
      'f: [1',
      '---',
      'g: 1',
      ' h: 2',
    ].join('\n')
    expect(toldIn(text).map((one) => one.replace(/\. .*/, '.'))).toStrictEqual([
      '2:1 a is written twice.',
      '3:4 A text cannot begin with this character.',
      '5:5 A backslash in double quotes begins an escape, and there is none like this.',
      '4:4 Tags (!name) mean nothing here: dates and hours are written as plain texts.',
      '6:4 There is no anchor &nobody above.',
      '9:1 This does not stand where it belongs.',
      '10:4 A second ": " on one line cannot be told from a name.',
    ])
    expect(read(text)).toMatchObject({ documents: [{ value: { a: 2, b: '@x', d: '\\q', e: null } }], broken: true })
  })
  it('names tabs line by line, and reads the rest all the same', () => {
    const text = 'a:\n\tb: 1\n\tc: { d: 2, d: 3 }\n'
    expect(placesIn(text)).toStrictEqual(['2:1', '3:1', '3:13'])
    expect(toldIn(text)[0]).toContain('Use spaces.')
    expect(valuesIn(text)).toStrictEqual([{ a: { b: 1, c: { d: 3 } } }])
  })
  it('names tabs alone where nothing can be made of the rest', () => {
    const text = 'a:\n  b:\n\t- x\nc: 1\n'
    expect(placesIn(text)).toStrictEqual(['3:1'])
    expect(read(text)).toMatchObject({ documents: [], broken: true })
  })
  it.each([
    ['nothing at all', ''],
    ['comments alone', '# nothing\n---\n# nothing\n'],
  ])('may be that it says nothing: %s', (_, text) => {
    expect(read(text)).toMatchObject({ documents: [], mistakes: [{ file: 'x.yaml', line: 0 }], broken: false })
  })
  it('may be aliases that stand for more than anybody would write', () => {
    const bomb = ['a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]']
    for (let level = 1; level < 12; level++) {
      const [name, before] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)]
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
    }
    expect(toldIn(['kind: agreement', ...bomb].join('\n'))).toStrictEqual([
      '1:1 This document stands for more than 100000 values. Write fewer aliases (*name), or divide it.',
    ])
  })
  it('may be an alias inside what it stands for', () => {
    expect(toldIn('a: &x\n  b: [*x]\n')).toStrictEqual([
      '2:7 *x stands inside what it stands for. Write out what is meant.',
    ])
  })
  it.each([
    ['brackets', '['.repeat(50_000)],
    ['lists', '- '.repeat(3000) + 'x'],
    ['aliases', Array.from({ length: 500 }, (_, n) => `a${n}: &a${n} [${n === 0 ? '' : `*a${n - 1}`}]`).join('\n')],
  ])('may be that it is nested too deeply: %s', (_, text) => {
    expect(toldIn(text).map((one) => one.replace(/^\S+ /, ''))).toStrictEqual([
      'This is nested too deeply to be an agreement or a calendar. Write it flatter.',
    ])
  })
})
