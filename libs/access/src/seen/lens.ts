import type { Found } from '@deskledger/read-store'

/** What somebody sees of a document; undefined: nothing, as if it were not there. */
export type Lens = (found: Found) => Found | undefined

/** A lens, or what needs none. */
export type Seen = Lens | 'Whole' | 'Nothing'

/** Documents that somebody sees whole, or not at all. */
export const only =
  (visible: (found: Found) => boolean): Lens =>
  (found) =>
    visible(found) ? found : undefined
