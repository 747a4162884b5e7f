/** Where a value comes from. */
export type Origin =
  | { readonly from: 'default' }
  | { readonly from: 'file'; readonly path: string; readonly key: string }
  | { readonly from: 'environment'; readonly variable: string }
  | { readonly from: 'secret'; readonly variable: string; readonly path: string }
  | { readonly from: 'flag'; readonly flag: string }

/** A value as it was found. */
export interface Given {
  readonly text: string
  readonly origin: Origin
}

/** Where a value comes from, in words. */
export const wordsForOrigin = (origin: Origin): string => {
  switch (origin.from) {
    case 'default':
      return 'the default'
    case 'file':
      return `the key "${origin.key}" of the file ${origin.path}`
    case 'environment':
      return `the environment variable ${origin.variable}`
    case 'secret':
      return `the file ${origin.path}, named by ${origin.variable}`
    case 'flag':
      return `the option ${origin.flag}`
  }
}
