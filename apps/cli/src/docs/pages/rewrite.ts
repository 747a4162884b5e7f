// Rewrites what is made in pages: all of them, or those named.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pages, rewritten, standing } from './pages.ts'
import { root } from './root.ts'

const named = process.argv.slice(2)
for (const page of named.length > 0 ? named : pages) {
  const text = await rewritten(page)
  const stale = text !== standing(page)
  if (stale) writeFileSync(join(root, page), text)
  console.log(`${page}: ${stale ? 'rewritten' : 'as it should be'}`)
}
