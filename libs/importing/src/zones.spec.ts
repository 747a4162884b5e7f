import { isZone, toUtc } from './zones.ts'

const utc = (zone: string, local: string) => new Date(toUtc(zone)(Date.parse(`${local}Z`))).toISOString().slice(0, 16)

describe('a zone', () => {
  it('is UTC, a fixed offset or a name of the IANA database', () => {
    for (const zone of ['UTC', '+02:00', '-0330', 'Europe/Berlin', 'America/New_York']) expect(isZone(zone)).toBe(true)
    for (const zone of ['', 'Mars/Phobos', '+25:00', '+02:75', '2']) expect(isZone(zone)).toBe(false)
  })
  it('turns local times into UTC', () => {
    expect(utc('UTC', '2016-02-29T01:16')).toBe('2016-02-29T01:16')
    expect(utc('+05:30', '2016-02-29T01:16')).toBe('2016-02-28T19:46')
    expect(utc('-03:30', '2016-02-29T01:16')).toBe('2016-02-29T04:46')
    expect(utc('Europe/Berlin', '2024-01-15T12:00')).toBe('2024-01-15T11:00')
    expect(utc('Europe/Berlin', '2024-07-15T12:00')).toBe('2024-07-15T10:00')
    expect(utc('America/New_York', '2024-07-15T22:00')).toBe('2024-07-16T02:00')
  })
  it('moves a local time that the clocks skip forward by the gap', () => {
    expect(utc('Europe/Berlin', '2024-03-31T02:30')).toBe('2024-03-31T01:30')
    expect(utc('Europe/Berlin', '2024-03-31T03:00')).toBe('2024-03-31T01:00')
    expect(utc('Europe/Berlin', '2024-03-31T01:59')).toBe('2024-03-31T00:59')
    expect(utc('America/New_York', '2024-03-10T02:15')).toBe('2024-03-10T07:15')
  })
  it('takes the first of a local time that happens twice', () => {
    expect(utc('Europe/Berlin', '2024-10-27T02:30')).toBe('2024-10-27T00:30')
    expect(utc('Europe/Berlin', '2024-10-27T03:00')).toBe('2024-10-27T02:00')
    expect(utc('America/New_York', '2024-11-03T01:30')).toBe('2024-11-03T05:30')
  })
})
