import { bundledLog } from '@deskledger/importing'
import type { OpenFolder } from '@deskledger/register'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { imported, mustBeFresh, type Demonstrated } from '../feeding/demonstrated.ts'
import { nextSteps, wordsForDemo } from '../feeding/demo-words.ts'
import { write } from '../io.ts'
import { progress, type ProgressShown } from '../progress.ts'
import { DIFFERS, DONE } from '../stop.ts'
import { withLedger } from '../with-ledger.ts'
import { folding } from './rebuild.ts'

const FOLDER = './deskledger-demo'

/** Says what comes next, where the result is words. */
const tell = async (context: Context, text: string): Promise<void> => {
  if (!context.json) await write(context.io.stdout, `${text}\n`)
}

const demonstrate = async (context: Context, opened: OpenFolder, shown: ProgressShown): Promise<Demonstrated> => {
  await mustBeFresh(opened)
  const steps = imported(context, opened, shown)
  const words = wordsForDemo(context)
  let all: Partial<Demonstrated> = {}
  for await (const step of steps) {
    shown.end()
    all = { ...all, ...step }
    for (const text of words(step)) await tell(context, text)
  }
  return all as Demonstrated
}

export const run: Run = async (context) => {
  const folder = context.ledger ?? FOLDER
  const paint = paintResult(context)
  const shown = progress(context)
  await tell(context, paint('bold', `Ten thousand incidents of a real service desk, into ${folder}`))
  await tell(context, paint('dim', `${bundledLog.citation}, ${bundledLog.licence}\n`))
  try {
    const all = await withLedger({ ...context, ledger: folder }, (opened) => demonstrate(context, opened, shown), {
      create: true,
      projecting: folding(shown, 'Building read models'),
    })
    if (context.json) await answer(context, { ledger: folder, ...all }, () => '')
    else await tell(context, nextSteps(context, folder, all.timeline.incidentId))
    return all.verification.ok ? DONE : DIFFERS
  } finally {
    shown.end()
  }
}
