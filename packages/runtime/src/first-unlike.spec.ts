import { firstUnlike } from './first-unlike.ts'

describe('the first difference of two documents', () => {
  it('is named by its path, with what each says', () => {
    const left = { a: 1, b: { c: [1, 2, 3] } }
    expect(firstUnlike(left, { a: 1, b: { c: [1, 5, 3] } })).toStrictEqual({ path: 'b.c.1', left: '2', right: '5' })
  })
  it('may be a field that only one of them has', () => {
    expect(firstUnlike({ a: 1 }, { a: 1, b: 'x' })).toStrictEqual({ path: 'b', left: 'nothing', right: '"x"' })
  })
  it('is the whole when one of them is not there', () => {
    expect(firstUnlike(undefined, { a: 1 })).toStrictEqual({ path: '', left: 'nothing', right: '{"a":1}' })
  })
})
