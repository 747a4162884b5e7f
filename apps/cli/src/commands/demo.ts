import { bundledLog } from '@deskledger/importing'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { mustBeFresh } from '../feeding/demo-agreement.ts'
import { imported, type Demonstrated } from '../feeding/demonstrated.ts'
import { nextSteps, wordsForDemo } from '../feeding/demo-words.ts'
import { write } from '../io.ts'
import { explanationJson } from '../service-levels/explained.ts'
import { progress, type ProgressShown } from '../progress.ts'
import { DIFFERS, DONE, type ExitCode } from '../stop.ts'
import { withLedger, type Opened } from '../with-ledger.ts'
import { folding } from './rebuild.ts'

const FOLDER = './deskledger-demo'

/** Says what comes next, where the result is words. */
const tell = async (context: Context, text: string): Promise<void> => {
  if (!context.json) await write(context.io.stdout, `${text}\n`)
}

const demonstrate = async (context: Context, opened: Opened, shown: ProgressShown): Promise<Demonstrated> => {
  const paint = paintResult(context)
  await tell(context, paint('bold', `Ten thousand incidents of a real service desk, into ${opened.place}`))
  await tell(context, paint('dim', `${bundledLog.citation}, ${bundledLog.licence}\n`))
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
  const shown = progress(context)
  const told = async (opened: Opened): Promise<ExitCode> => {
    const all = await demonstrate(context, opened, shown)
    const late = all.late && explanationJson(all.late)
    if (context.json) await answer(context, { ledger: opened.place, ...all, late }, () => '')
    else await tell(context, nextSteps(context, opened, all))
    return all.verification.ok ? DONE : DIFFERS
  }
  try {
    return await withLedger(context, told, {
      create: true,
      usual: FOLDER,
      projecting: folding(shown, 'Building read models'),
    })
  } finally {
    shown.end()
  }
}
