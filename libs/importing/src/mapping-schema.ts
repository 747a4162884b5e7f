import { jsonSchema, type Descriptions } from './json-schema.ts'
import { Mapping } from './mapping.ts'

/** What each member of a mapping means, by its path. */
export const descriptions: Descriptions = {
  name: 'what messages call this mapping',
  source: 'a stable name of the log; with key and row number it identifies a row for ever, so never change it',
  citation: 'where the log comes from and on what terms',
  file: 'how the file is written',
  'file.delimiter': 'between two fields; default ","',
  'file.quote': 'around fields that hold delimiters or line breaks; null: none; default "\\""',
  'file.encoding': 'default "utf-8"; a byte-order mark is skipped',
  'file.compression': 'default "auto": gzip when the file begins as gzip does, whatever its name',
  'file.header': 'true (default): the first line names the columns; else the names themselves, and no such line',
  joined: 'columns made of others, to be used by their name wherever a column is asked for',
  'joined.*.columns': 'their texts are joined in this order; missing ones are left out',
  'joined.*.separator': 'default one space',
  key: 'which rows belong together',
  'key.column': 'holds the number of the incident',
  'key.prefix': 'put before it: 4711 becomes INC-4711',
  rows: 'in which order the rows of an incident happened',
  'rows.order':
    '"file" (default): as they stand in the file; else by a column, ties as in the file. Incidents may be mixed',
  missing: 'texts that mean "no value"; an empty text always does',
  times: 'the columns that hold times, by their form',
  'times[].columns': 'names, joined ones too',
  'times[].format':
    '"iso", "epoch-s", "epoch-ms", or tokens: yyyy yy MMM MM M dd d HH H hh h a mm m ss s SSS XXX, \'text\'',
  'times[].zone':
    'for times without an offset: "UTC", "+02:00" or an IANA name; a skipped local time moves forward, of a repeated one it is the first',
  at: 'when the row happened; a column listed in times; no row may be without',
  reportedAt: 'when the incident was reported; a column listed in times; missing: the first row',
  by: 'who made the row',
  'by.column': 'null: nobody is named',
  'by.otherwise': 'who is taken where the column is missing',
  states: 'where the incident stands',
  'states.columns': 'one or several; the texts of several are joined by " / "',
  'states.map': 'by text; of several columns the longest beginning that is listed counts; null: the row does not say',
  'states.map.*.holdReason': 'for OnHold, and only there',
  tracked: 'columns whose changes become events of their own; name only those the log has',
  'tracked.customer': 'the organisation or unit that the service is provided to',
  'tracked.channel': 'with the meaning of each text; null: none',
  'tracked.impact': 'with the level of each text, 1 high to 3 low',
  'tracked.urgency': 'with the level of each text, 1 high to 3 low',
  'tracked.priority': 'with the priority of each text, 1 critical to 5 planning',
  counters: 'columns that count for themselves',
  'counters.reassignments':
    'how often the incident was handed on; without it, changes of group and assignee are counted',
  links: 'columns that point to other tickets and items',
  verdict: 'whether the source says its service level was kept',
  note: 'a column that holds a comment',
  finals:
    'columns that hold their last value from the first row on, by the name they get; resolvedAt and closedAt are used in figures',
  ignore: 'columns that are left out, each with the reason',
}

/** The JSON Schema of a mapping, as it is published. */
export const mappingSchema = () =>
  jsonSchema(Mapping, {
    id: 'https://deskledger.dev/schemas/mapping.schema.json',
    title: 'Deskledger import mapping',
    descriptions,
  })
