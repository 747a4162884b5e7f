import { isTimeFormat, timeReader } from './time-format.ts'

const read = (format: string, text: string, zone = 'UTC') => timeReader(format, zone)(text)

describe('a form of times', () => {
  it('is made of tokens and needs a year, a month and a day', () => {
    for (const form of [
      'd/M/yyyy HH:mm',
      'iso',
      'epoch-s',
      'epoch-ms',
      'dd. MMM yy, h:mm a',
      "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    ])
      expect([form, isTimeFormat(form)]).toEqual([form, true])
    for (const form of ['', 'HH:mm', 'd/M/yyyy QQ', 'd/d/M/yyyy', 'yyyy-MM-dd hh:mm', 'yyyy-MM-dd HH:mm a'])
      expect([form, isTimeFormat(form)]).toEqual([form, false])
  })
  it('reads what it describes', () => {
    expect(read('d/M/yyyy HH:mm', '29/2/2016 01:16')).toBe('2016-02-29T01:16:00.000Z')
    expect(read('dd.MM.yyyy HH:mm:ss', '05.03.2024 08:15:30', 'Europe/Berlin')).toBe('2024-03-05T07:15:30.000Z')
    expect(read('M/d/yy h:mm a', '3/5/16 12:05 am')).toBe('2016-03-05T00:05:00.000Z')
    expect(read('M/d/yy h:mm a', '3/5/99 12:05 PM')).toBe('1999-03-05T12:05:00.000Z')
    expect(read('d MMM yyyy', '5 March 2016')).toBe('2016-03-05T00:00:00.000Z')
    expect(read("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2016-03-05T10:00:00.25+02:00')).toBe('2016-03-05T08:00:00.250Z')
    expect(read('epoch-s', '1457172000.5')).toBe('2016-03-05T10:00:00.500Z')
    expect(read('epoch-ms', '1457172000123')).toBe('2016-03-05T10:00:00.123Z')
  })
  it('reads ISO 8601 with and without an offset', () => {
    expect(read('iso', '2016-03-05')).toBe('2016-03-05T00:00:00.000Z')
    expect(read('iso', '2016-03-05 10:00', '+02:00')).toBe('2016-03-05T08:00:00.000Z')
    expect(read('iso', '2016-03-05T10:00:00Z', '+02:00')).toBe('2016-03-05T10:00:00.000Z')
    expect(read('iso', '2016-03-05T10:00:00.123456-0500')).toBe('2016-03-05T15:00:00.123Z')
  })
  it('knows no day, hour or minute that does not exist', () => {
    for (const text of [
      '31/2/2016 10:00',
      '29/2/2015 10:00',
      '0/1/2016 10:00',
      '1/13/2016 10:00',
      '1/1/2016 24:00',
      '1/1/2016 10:60',
      '1/1/16 10:00',
      '1/1/2016',
      'soon',
    ])
      expect([text, read('d/M/yyyy HH:mm', text)]).toEqual([text, null])
    expect(read('M/d/yy h:mm a', '3/5/16 13:05 pm')).toBeNull()
    expect(read('iso', '2016-02-30')).toBeNull()
    expect(read('epoch-ms', '999999999999999')).toBeNull()
  })
})
