/** 0 done, 1 refused or not as it should be, 2 used wrongly, 3 a store failed, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130

/** A command did what was asked. */
export const DONE: ExitCode = 0
/** It was done, and something is not as it should be. */
export const DIFFERS: ExitCode = 1

/** Ends a command. `message` is for a person: what, where, what to do; `more` is for programs, beside it in JSON. */
export class Stop extends Error {
  readonly code: ExitCode
  readonly type: string
  readonly more: object
  constructor(code: ExitCode, trouble: { readonly type: string; readonly message: string }, more: object = {}) {
    super(trouble.message)
    this.code = code
    this.type = trouble.type
    this.more = more
  }
}

/** Ends a command that was used wrongly. */
export const misuse = (message: string, more: object = {}): Stop => new Stop(2, { type: 'Usage', message }, more)

/** The reader of our output has gone: nobody is left to talk to. */
export class ReaderGone extends Error {}
