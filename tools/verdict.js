// node tools/verdict.js FILE: the last line of a run, from the result that Jest wrote (--json --outputFile=FILE).
// Exit code 0 only when tests ran and none failed.
import { readFileSync } from 'node:fs'

const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
const file = process.argv[2] ?? ''

const read = () => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    console.error(`No test ran: Jest left no result at "${file}" (${error.message}). See the first error above.`)
    return none
  }
}

const result = read()
// A suite that could not start has no tests to count, and is a failure all the same.
const failed = result.numFailedTests + (result.numRuntimeErrorTestSuites ?? 0)
const skipped = result.numPendingTests + result.numTodoTests
console.log(`${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 && result.numPassedTests > 0 ? 0 : 1
