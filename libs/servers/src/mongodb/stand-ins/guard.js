// node guard.js PROGRAM ARGUMENT...: runs a program, and ends it when standard input closes: so it ends with its parent.
import { spawn } from 'node:child_process'

const [program = '', ...programArguments] = process.argv.slice(2)
const child = spawn(program, programArguments, { stdio: ['ignore', 'inherit', 'inherit'] })
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
child.on('exit', (code) => process.exit(code ?? 1))
process.stdin.on('data', () => child.kill('SIGKILL'))
process.stdin.on('end', () => child.kill('SIGTERM'))
