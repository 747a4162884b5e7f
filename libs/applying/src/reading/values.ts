import { isAlias, isMap, isNode, isScalar, isSeq, type Document } from 'yaml'
import { tooDeep, type SyntaxMistake } from './syntax.ts'

/** Where a value and its name begin, in characters from the beginning of the text. */
interface Written {
  readonly name: number
  readonly value: number
  /** as it is written, where it is plain and no text: `0042`; null: it is a text, a list or an object */
  readonly plain: string | null
}

/** A document as JSON, and where each value of it is written, by its pointer. */
export interface Values {
  readonly value: unknown
  readonly written: ReadonlyMap<string, Written>
  readonly mistakes: readonly SyntaxMistake[]
  /** pointers of aliases that stand for nothing */
  readonly unknown: ReadonlySet<string>
  /** too large, or too deep, to be looked at */
  readonly excessive: boolean
}

/** Values of one document at most, those that aliases stand for counted each time; and lists and objects inside each other. */
const MOST = 100_000
const DEEPEST = 100
const tooMany = `This document stands for more than ${MOST} values. Write fewer aliases (*name), or divide it.`

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
/** Nothing written at all stands where its name ends. */
const startOf = (node: unknown, otherwise: number): number =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : otherwise

interface Node {
  readonly node: unknown
  readonly pointer: string
  /** where its name begins */
  readonly name: number
}

/**
 * A document of YAML as JSON. Texts stay as they are written; aliases stand for what they name, but for no more than a bound,
 * and never for something that they are part of.
 */
export const valuesOf = (document: Document): Values => {
  const written = new Map<string, Written>()
  const mistakes: SyntaxMistake[] = []
  const anchors = new Map<string, unknown>()
  const open = new Set<unknown>()
  const unknown = new Set<string>()
  let deep = false as boolean
  let left = MOST as number

  const meaningless = ({ node, pointer, name }: Node, message: string): null => {
    unknown.add(pointer)
    mistakes.push({ offset: startOf(node, name), message })
    return null
  }

  const alias = (at: Node, source: string): unknown => {
    const meant = anchors.get(source)
    if (meant === undefined)
      return meaningless(at, `There is no anchor &${source} above. Correct the name, or write out what it stands for.`)
    return open.has(meant)
      ? meaningless(at, `*${source} stands inside what it stands for. Write out what is meant.`)
      : valueOf({ ...at, node: meant })
  }

  const members = ({ node, pointer }: Node): unknown => {
    if (isSeq(node))
      return node.items.map((item, place) =>
        valueOf({ node: item, pointer: `${pointer}/${place}`, name: startOf(item, startOf(node, 0)) }),
      )
    if (!isMap(node)) return null
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : String(key)
        return [name, valueOf({ node: value, pointer: `${pointer}/${escaped(name)}`, name: startOf(key, 0) })]
      }),
    )
  }

  const collection = (at: Node): unknown => {
    if (open.size >= DEEPEST) {
      deep = true
      return null
    }
    open.add(at.node)
    const value = members(at)
    open.delete(at.node)
    return value
  }

  const noted = ({ node, pointer, name }: Node): void => {
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node)
    const plain = isScalar(node) && typeof node.value !== 'string' ? (node.source ?? '') : null
    written.set(pointer, { name, value: startOf(node, name), plain })
  }

  const valueOf = (at: Node): unknown => {
    const { node } = at
    if (deep || left-- <= 0) return null
    if (isAlias(node)) return alias(at, node.source)
    noted(at)
    return isScalar(node) ? node.value : collection(at)
  }

  const node = document.contents
  const value = valueOf({ node, pointer: '', name: startOf(node, 0) })
  if (left >= 0 && !deep) return { value, written, mistakes, unknown, excessive: false }
  const message = deep ? tooDeep : tooMany
  return { value: null, written, mistakes: [{ offset: startOf(node, 0), message }], unknown, excessive: true }
}
