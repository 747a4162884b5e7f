import type { Context, Options } from '../context.ts'
import { misuse } from '../stop.ts'

/** Who asks: the person named, else the user of this process. */
export const byOf = ({ io }: Context, options: Options): string => {
  const by = options['by'] ?? io.user()
  if (typeof by === 'string' && by !== '') return by
  throw misuse('Your user name is not known. Say who does this, with --by.')
}
