import { textOf } from '@deskledger/openapi'
import { withDocument } from '../endpoints/document.ts'
import { endpointsOf } from '../endpoints/index.ts'
import { VERSION } from '../version.ts'
import { apiDocument } from './document.ts'

/** The document as its file holds it. It says nothing of a ledger, so that none is needed to make it. */
export const documentText = (): string =>
  textOf(apiDocument(withDocument(endpointsOf({ ledger: undefined } as never, {} as never), VERSION), VERSION))
