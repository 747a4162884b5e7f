import { metricCatalogue } from '@deskledger/reports'
import { answer, paintResult } from '../answer.ts'
import type { Context, Run } from '../context.ts'
import { DONE } from '../stop.ts'

const words = (context: Context): string =>
  metricCatalogue
    .map(({ name, definition, formula, unit, population, belongsTo }) =>
      [
        paintResult(context)('bold', name),
        `  ${definition}`,
        `  Formula:    ${formula}`,
        `  Unit:       ${unit}`,
        `  Population: ${population}`,
        `  Belongs to: the time of ${belongsTo}`,
      ].join('\n'),
    )
    .join('\n\n')

export const run: Run = async (context) => {
  await answer(context, { metrics: metricCatalogue }, () => words(context))
  return DONE
}
