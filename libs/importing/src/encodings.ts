import { isUtf8 } from 'node:buffer'
import type { Bytes } from './input.ts'
import { halt } from './trouble.ts'

/** How texts of a log are stored. `latin1` is read as windows-1252, its superset, as the web does. */
export type Encoding = 'utf-8' | 'latin1' | 'windows-1252' | 'iso-8859-15' | 'utf-16le' | 'utf-16be'

const LINE_FEED = 10
const MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** How many bytes at the end begin a character that is not complete. */
const unfinished = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** Line feeds before the first line that is no UTF-8. */
const linesBeforeFault = (bytes: Buffer): number => {
  let lines = 0
  for (let from = 0; ; lines++) {
    const end = bytes.indexOf(LINE_FEED, from)
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return lines
    from = end + 1
  }
}

const countLines = (bytes: Buffer): number => {
  let lines = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}

const sentence = (name: string, line: number, bytes: Buffer): string => {
  const start = bytes.subarray(0, 4)
  if (line === 1 && start.subarray(0, 2).toString('latin1') === 'PK')
    return `${name} is a ZIP archive or an Excel workbook, not CSV. Save it as CSV first.`
  if (line === 1 && (start.readUInt16BE(0) === 0xfeff || start.readUInt16BE(0) === 0xfffe))
    return `${name} is UTF-16, not UTF-8. Set file.encoding of the mapping to "utf-16le" or "utf-16be".`
  return `Line ${line} of ${name} is not UTF-8. Set file.encoding of the mapping to what it is, often "windows-1252", or save the log as UTF-8.`
}

async function* fromUtf8(bytes: Bytes, name: string): Bytes {
  let held: Buffer = Buffer.alloc(0)
  let lines = 1
  let first = true
  const checked = (body: Buffer): Buffer => {
    if (!isUtf8(body)) {
      const line = lines + linesBeforeFault(body)
      throw halt(
        line === 1 && body.subarray(0, 2).toString('latin1') === 'PK' ? 'NotCsv' : 'WrongEncoding',
        sentence(name, line, body),
      )
    }
    lines += countLines(body)
    const marked = first && body.subarray(0, 3).equals(MARK)
    first = false
    return marked ? body.subarray(3) : body
  }
  for await (const chunk of bytes) {
    const all = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const body = all.subarray(0, all.length - unfinished(all))
    held = all.subarray(body.length)
    if (body.length > 0) yield checked(body)
  }
  if (held.length > 0) yield checked(held)
}

async function* fromOther(bytes: Bytes, encoding: Encoding, name: string): Bytes {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 1
  const decode = (chunk?: Buffer): Buffer => {
    try {
      const text = Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }))
      lines += countLines(text)
      return text
    } catch {
      throw halt(
        'WrongEncoding',
        `${name} is not ${encoding} from line ${lines} on. Correct file.encoding of the mapping.`,
      )
    }
  }
  for await (const chunk of bytes) yield decode(chunk)
  yield decode()
}

/** The same text as UTF-8 without a byte-order mark. */
export const asUtf8 = (bytes: Bytes, encoding: Encoding, name: string): Bytes =>
  encoding === 'utf-8' ? fromUtf8(bytes, name) : fromOther(bytes, encoding, name)
