import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { entryOf, storedIn, type Entry } from './entries.ts'
import { openLogFile } from './log-file.ts'

const NAME = 'eventstoredb-double.log'

const entry = (type: string, revision: number): Entry =>
  entryOf(
    {
      id: `00000000-0000-4000-8000-00000000000${revision}`,
      type,
      json: true,
      data: Buffer.from('{"a":"ü"}'),
      metadata: Buffer.from('{}'),
    },
    { stream: 'ström', revision, position: 100 * (revision + 1), created: 1_700_000_000_123 },
  )

const inFolder = (use: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'))
  try {
    use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const written = (folder: string): readonly Entry[] => {
  const file = openLogFile(folder, { fsync: true })
  const entries = [entry('A', 0), entry('B', 1), entry('C', 2)]
  file.keep(entries.slice(0, 2))
  file.keep(entries.slice(2))
  file.close()
  return entries
}

const kept = (folder: string): readonly Entry[] => {
  const file = openLogFile(folder, { fsync: false })
  file.close()
  return file.kept
}

it('gives back every entry as it was', () => {
  inFolder((folder) => {
    expect(kept(folder)).toEqual([])
    const entries = written(folder)
    expect(kept(folder)).toEqual(entries)
    expect(kept(folder).map(storedIn)).toEqual(entries.map(storedIn))
  })
})

it('goes on behind what is there', () => {
  inFolder((folder) => {
    const entries = written(folder)
    const file = openLogFile(folder, { fsync: false })
    const more = entry('D', 3)
    file.keep([more])
    file.close()
    file.keep([more])
    file.close()
    expect(kept(folder)).toEqual([...entries, more, more])
  })
})

it('leaves out a write that was cut off, whole, and writes over it', () => {
  inFolder((folder) => {
    const entries = written(folder)
    const file = join(folder, NAME)
    const { length } = readFileSync(file)
    for (let cut = 1; cut < 40; cut += 7) {
      truncateSync(file, length - cut)
      expect(kept(folder)).toEqual(entries.slice(0, 2))
      const again = openLogFile(folder, { fsync: false })
      again.keep(entries.slice(2))
      again.close()
      expect(kept(folder)).toEqual(entries)
    }
  })
})

it('leaves out what does not match its checksum', () => {
  inFolder((folder) => {
    const entries = written(folder)
    const file = join(folder, NAME)
    const bytes = readFileSync(file)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    writeFileSync(file, bytes)
    expect(kept(folder)).toEqual(entries.slice(0, 2))
  })
})

it('leaves out bytes that are no write', () => {
  inFolder((folder) => {
    const entries = written(folder)
    appendFileSync(join(folder, NAME), Buffer.alloc(3))
    expect(kept(folder)).toEqual(entries)
  })
})
