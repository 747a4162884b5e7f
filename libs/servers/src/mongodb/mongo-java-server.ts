import { join } from 'node:path'
import { installed, standInFile } from './installing.ts'
import { mustRun, run } from './programs.ts'
import { serve } from './serving.ts'
import { Lacking, type Start } from './test-mongo-db.ts'

/** As in pom.xml. */
const VERSION = '1.47.0'
const OLDEST_JAVA = 17

const java = async (): Promise<void> => {
  const ended = await run('java', ['--version'])
  const version = 'printed' in ended ? Number(/^\S+ (\d+)/.exec(ended.printed)?.[1]) : 0
  if (!(version >= OLDEST_JAVA)) throw new Lacking(`it needs Java ${OLDEST_JAVA} or later on PATH`)
}

const libraries = async (): Promise<string> => {
  const folder = await installed(`mongo-java-server-${VERSION}`, async (draft) => {
    if ('trouble' in (await run('mvn', ['--version'], { patience: 20_000 })))
      throw new Lacking('it needs Maven (mvn) on PATH, the first time')
    const options = ['-q', '-B', '-f', standInFile('pom.xml'), 'dependency:copy-dependencies']
    await mustRun('mvn', [...options, `-DoutputDirectory=${join(draft, 'lib')}`], draft)
  })
  return join(folder, 'lib/*')
}

/** mongo-java-server: everything in memory, gone when it ends. */
export const startMongoJavaServer: Start = async () => {
  await java()
  const classPath = await libraries()
  const { line, stop } = await serve({
    program: 'java',
    arguments: ['-XX:TieredStopAtLevel=1', '-cp', classPath, standInFile('Main.java'), '0'],
  })
  return { url: `${line}/?directConnection=true`, stop }
}
