/** What a request is sent for: the document allows it, nearly allows it, or it means harm. */
export type Kind = 'valid' | 'near' | 'hostile'

export interface FuzzRequest {
  readonly kind: Kind
  /** in capitals */
  readonly method: string
  /** with its query */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** what is sent, in words */
  readonly why: string
  /** the document forbids it: no answer may say that it succeeded */
  readonly forbidden: boolean
}

export interface FuzzResponse {
  /** 0: no answer came */
  readonly status: number
  /** names in small letters */
  readonly headers: Readonly<Record<string, string>>
  /** where no answer came, why not */
  readonly body: Buffer
}

export const NOTHING = Buffer.alloc(0)
