/** A command as a verb of its noun. */
export interface VerbWords {
  readonly verb: string
  readonly summary: string
  /** what follows the name in an example */
  readonly example: string
}

export const words = (verb: string, summary: string, example = ''): VerbWords => ({ verb, summary, example })
