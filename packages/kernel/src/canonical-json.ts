/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** Lone surrogates have no UTF-8 form; a hash over them would differ between programs. */
const loneSurrogate = /\p{Cs}/u

/** Why a value has no canonical form. */
export class NotCanonical extends Error {}

const text = (value: string): string => {
  if (loneSurrogate.test(value)) throw new NotCanonical('a text holds half a surrogate pair')
  return JSON.stringify(value)
}

/** Whether an object is a plain one, of whatever realm: a Date or a Map has members that JSON would not show. */
const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const members = (value: Readonly<Record<string, unknown>>): string => {
  let all = ''
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined) all += `${all === '' ? '' : ','}${text(name)}:${canonicalJson(member)}`
  }
  return `{${all}}`
}

const structure = (value: object): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isPlain(value)) throw new NotCanonical('an object of a class, such as a Date or a Map, is no JSON')
  return members(value as Readonly<Record<string, unknown>>)
}

/**
 * The one text of a JSON value: no white space, names sorted by UTF-16 code units, ECMAScript numbers.
 * Members that are `undefined` are left out, as in JSON.stringify.
 * @errors  NotCanonical: not a number, infinite, half a surrogate pair, or nothing JSON knows
 * @source  RFC 8785, JSON Canonicalization Scheme
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return text(value)
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical(`${value} is no JSON number`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : structure(value)
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new NotCanonical(`${typeof value} is no JSON`)
  }
}
