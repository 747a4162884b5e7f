// Rewrites docs/reference.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../pages/root.ts'
import { referencePages } from './reference.ts'

for (const { path, text } of await referencePages()) {
  writeFileSync(join(root, path), text)
  console.log(path)
}
