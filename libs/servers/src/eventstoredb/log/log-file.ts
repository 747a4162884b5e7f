import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { entryFrom, type Entry } from './entries.ts'
import type { Keep } from './event-log.ts'

/** A log kept in a folder: what was acknowledged outlives the process, and with `fsync` the machine. */
export interface LogFile {
  readonly kept: readonly Entry[]
  readonly keep: Keep
  /** until the next write */
  readonly close: () => void
}

/** A frame is one write: bytes of the content, their checksum, then each message with its length. */
const HEAD = 8

const checksum = (content: Buffer): number => createHash('sha1').update(content).digest().readUInt32LE()

const frameOf = (entries: readonly Entry[]): Buffer => {
  const parts = entries.flatMap(({ message }) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(message.length)
    return [length, message]
  })
  const content = Buffer.concat(parts)
  const head = Buffer.alloc(HEAD)
  head.writeUInt32LE(content.length)
  head.writeUInt32LE(checksum(content), 4)
  return Buffer.concat([head, content])
}

const messagesIn = (content: Buffer): readonly Buffer[] => {
  const messages: Buffer[] = []
  for (let at = 0; at < content.length;) {
    const from = at + 4
    at = from + content.readUInt32LE(at)
    messages.push(content.subarray(from, at))
  }
  return messages
}

/** Whole frames, and where they end: a frame that a killed process left half written was never acknowledged. */
const framesIn = (bytes: Buffer): { readonly entries: readonly Entry[]; readonly end: number } => {
  const entries: Entry[] = []
  let end = 0
  while (end + HEAD <= bytes.length) {
    const content = bytes.subarray(end + HEAD, end + HEAD + bytes.readUInt32LE(end))
    const isWhole = content.length === bytes.readUInt32LE(end) && checksum(content) === bytes.readUInt32LE(end + 4)
    if (!isWhole) break
    entries.push(...messagesIn(content).map(entryFrom))
    end += HEAD + content.length
  }
  return { entries, end }
}

/** One write may take only a part. */
const writeWhole = (descriptor: number, bytes: Buffer): void => {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}

const FILE = 'eventstoredb-double.log'

/** Opens the log of a folder, made where it is missing. */
export const openLogFile = (folder: string, { fsync }: { readonly fsync: boolean }): LogFile => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, FILE)
  const { entries, end } = framesIn(existsSync(file) ? readFileSync(file) : Buffer.alloc(0))
  let descriptor: number | undefined
  const opened = () => (descriptor ??= openSync(file, 'a'))
  ftruncateSync(opened(), end)
  return {
    kept: entries,
    keep: (made) => {
      writeWhole(opened(), frameOf(made))
      if (fsync) fsyncSync(opened())
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = undefined
    },
  }
}
