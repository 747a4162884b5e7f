import { textOf } from '@deskledger/openapi'
import { withDocument } from '../endpoints/document.ts'
import { endpointsOf } from '../endpoints/index.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { VERSION } from '../version.ts'
import { apiDocument } from './document.ts'

/** The table as it is described: what its rows say, not what they do, so that no ledger is needed. */
export const describedTable = (): readonly Endpoint[] =>
  withDocument(endpointsOf({ ledger: undefined } as never, {} as never), VERSION)

/** The document as its file holds it. It says nothing of a ledger, so that none is needed to make it. */
export const documentText = (): string => textOf(apiDocument(describedTable(), VERSION))
