/** Documents that have nothing wrong with them, for specs to change. */
export const calendarText = `kind: business-calendar
id: berlin-office
name: Berlin office
timeZone: Europe/Berlin
weekly:
  mon: ['09:00-17:00']
  tue: ['09:00-17:00']
holidays:
  - 2025-12-25 Christmas Day
`

/** An agreement that nothing is written about but its targets and what follows. */
export const agreementText = (id: string, rest = 'targets: [{ ticket: incident, resolve: 8h }]'): string =>
  `kind: agreement\nid: ${id}\ntype: SLA\nname: Mail\ncalendar: berlin-office\n${rest}\n`

/** Signed by both sides and in force. */
export const inForceText = (id: string, targets: string, period = '{ from: 2025-04-01 }'): string =>
  agreementText(id, `targets: ${targets}\nagreed: { provider: ada, customer: carol }\ninForce: ${period}`)
