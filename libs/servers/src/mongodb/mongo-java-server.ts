import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installed, standInFile } from './installing.ts'
import { mustRun, run } from './programs.ts'
import { serve } from './serving.ts'
import { Lacking, type Start } from './test-mongo-db.ts'

/** As in pom.xml. */
const VERSION = '1.47.0'
const OLDEST_JAVA = 17

const java = async (): Promise<void> => {
  const ended = await run('java', ['--version'], { patience: 20_000 })
  const version = 'printed' in ended ? Number(/^\S+ (\d+)/.exec(ended.printed)?.[1]) : 0
  if (!(version >= OLDEST_JAVA)) throw new Lacking(`it needs Java ${OLDEST_JAVA} or later on PATH`)
}

/** A text of its sources, and what stands there instead. */
interface Correction {
  readonly file: string
  readonly was: string
  readonly is: string
}

const bytesOf = (value: string): string => `${value}.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)`
const byKey = '(query.containsKey("_id") ? new Document("_id", query.get("_id")) : query)'

/**
 * Where it is not as MongoDB is, in what tests must see, its own sources are compiled anew with these lines:
 * - MongoDB compares texts by their UTF-8 bytes; it compares UTF-16 units, which is another order beyond U+FFFF.
 * - MongoDB finds a document by its key whatever else is asked of it; it looks at every document then.
 * @source  https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#strings
 */
const corrections: readonly Correction[] = [
  {
    file: 'ValueComparator.java',
    was: 'value1.toString().compareTo(value2.toString());',
    is: `java.util.Arrays.compareUnsigned(${bytesOf('value1')}, ${bytesOf('value2')});`,
  },
  {
    file: 'AbstractMongoCollection.java',
    was: 'if (index.canHandle(query)) {',
    is: `if (index.canHandle(${byKey})) {`,
  },
  {
    file: 'AbstractMongoCollection.java',
    was: 'positions = index.getPositions(query);',
    is: `positions = index.getPositions(${byKey});`,
  },
]

const applied = async (folder: string, { file, was, is }: Correction): Promise<string> => {
  const path = join(folder, file)
  const [before, after, ...more] = (await readFile(path, 'utf8')).split(was)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} of mongo-java-server ${VERSION} is not what it was: '${was}' must be in it once.`)
  await writeFile(path, before + is + after)
  return path
}

const correct = async (draft: string): Promise<void> => {
  const sources = join(draft, 'sources')
  const core = `de.bwaldvogel:mongo-java-server-core:${VERSION}:jar:sources`
  await mustRun('mvn', ['-q', '-B', 'dependency:unpack', `-Dartifact=${core}`, `-DoutputDirectory=${sources}`], draft)
  const paths: string[] = []
  for (const correction of corrections)
    paths.push(await applied(join(sources, 'de/bwaldvogel/mongo/backend'), correction))
  const output = ['-nowarn', '-cp', join(draft, 'lib/*'), '-d', join(draft, 'corrected')]
  await mustRun('javac', [...output, ...new Set(paths)], draft)
}

const classPath = async (): Promise<string> => {
  const folder = await installed(`mongo-java-server-${VERSION}-corrected-2`, async (draft) => {
    if ('trouble' in (await run('mvn', ['--version'], { patience: 20_000 })))
      throw new Lacking('it needs Maven (mvn) on PATH, the first time')
    const options = ['-q', '-B', '-f', standInFile('pom.xml'), 'dependency:copy-dependencies']
    await mustRun('mvn', [...options, `-DoutputDirectory=${join(draft, 'lib')}`], draft)
    await correct(draft)
  })
  return `${join(folder, 'corrected')}:${join(folder, 'lib/*')}`
}

/** mongo-java-server: everything in memory, gone when it ends. */
export const startMongoJavaServer: Start = async () => {
  await java()
  const { line, stop } = await serve({
    program: 'java',
    arguments: ['-XX:TieredStopAtLevel=1', '-cp', await classPath(), standInFile('Main.java'), '0'],
  })
  return { url: `${line}/?directConnection=true`, stop }
}
