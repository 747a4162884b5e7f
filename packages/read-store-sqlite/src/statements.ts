import type { Database, Statement } from './sqlite.ts'

const MOST = 200

/** Prepared statements by their text; the one not used for longest is forgotten first. */
export const statementCache = (database: Database): ((sql: string) => Statement) => {
  const known = new Map<string, Statement>()
  return (sql) => {
    const statement = known.get(sql) ?? database.prepare(sql)
    known.delete(sql)
    known.set(sql, statement)
    if (known.size > MOST) known.delete(known.keys().next().value ?? '')
    return statement
  }
}
