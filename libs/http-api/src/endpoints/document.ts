import { textOf } from '@deskledger/openapi'
import { apiDocument } from '../document/document.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { browserEndpoints } from './browser.ts'

const MEDIA_TYPE = 'application/json; charset=utf-8'

/** The table, and the document that is made of all its rows, these too: as JSON, and in the browser. */
export const withDocument = (endpoints: readonly Endpoint[], version: string): readonly Endpoint[] => {
  let text: string | undefined
  const own: Endpoint = {
    query: {},
    isPublic: true,
    run: () => {
      text ??= textOf(apiDocument(all, version))
      return Promise.resolve({ status: 200, body: text, mediaType: MEDIA_TYPE })
    },
    operation: {
      id: 'describe',
      method: 'get',
      path: '/v1/openapi.json',
      summary: 'This document: OpenAPI 3.1.',
      tags: ['operation'],
      parameters: [],
      answers: {
        200: {
          description: 'The document.',
          content: { 'application/json': { says: { schema: { type: 'object' } } } },
        },
      },
    },
  }
  const all = [...endpoints, own, ...browserEndpoints()]
  return all
}
