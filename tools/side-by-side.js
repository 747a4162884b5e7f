// node tools/side-by-side.js SCRIPT...: scripts of package.json at the same time; what each said is shown when it ends.
// Exit code 0 only when every one has passed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const passes = async (script) => {
  const child = spawn('npm', ['run', script], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece))
  const [code] = await once(child, 'close')
  process.stdout.write(Buffer.concat(said))
  return code === 0
}

const passed = await Promise.all(process.argv.slice(2).map(passes))
process.exitCode = passed.length > 0 && passed.every((well) => well) ? 0 : 1
