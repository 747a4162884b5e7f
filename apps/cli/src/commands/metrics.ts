import { metricCatalogue } from '@deskledger/reports'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DONE } from '../stop.ts'

const words = (context: Context): string => {
  const paint = paintResult(context)
  return metricCatalogue
    .map((metric) => {
      const { name, ...rest } = metric
      const lines = Object.entries(rest).map(([what, text]) => `  ${what.padEnd(12)}${String(text)}`)
      return [paint('bold', name), ...lines].join('\n')
    })
    .join('\n\n')
}

export const run: Run = async (context) => {
  await answer(context, { metrics: metricCatalogue }, () => words(context))
  return DONE
}
