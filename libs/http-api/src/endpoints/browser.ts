import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Endpoint, Reply } from '../http/endpoint.ts'
import { Problem } from '../http/problem.ts'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Deskledger API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="document"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

const start = `SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#document',
  docExpansion: 'none',
  filter: true,
  persistAuthorization: true,
})
`

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const asset = (name: string) => (): Promise<string> => readFile(join(assets, name), 'utf8')

/** What a browser asks for; nothing of it comes from elsewhere. */
const files: Readonly<Record<string, readonly [mediaType: string, read: () => Promise<string>]>> = {
  'start.js': ['text/javascript; charset=utf-8', () => Promise.resolve(start)],
  'swagger-ui.css': ['text/css; charset=utf-8', asset('swagger-ui.css')],
  'swagger-ui-bundle.js': ['text/javascript; charset=utf-8', asset('swagger-ui-bundle.js')],
}

const fileNamed = async (name: string): Promise<Reply> => {
  const [mediaType, read] = (Object.hasOwn(files, name) ? files[name] : undefined) ?? []
  if (mediaType === undefined || read === undefined)
    throw new Problem(404, { kind: 'NotFound', detail: 'There is no such file. The document is at /docs.' })
  return { status: 200, body: await read(), mediaType }
}

const text = (mediaType: string, description: string) => ({
  description,
  content: { [mediaType]: { says: { schema: { type: 'string' } as const } } },
})

/** `GET /docs`: the document in the browser, to read and to try. */
export const browserEndpoints = (): readonly Endpoint[] => [
  {
    query: {},
    isPublic: true,
    run: () => Promise.resolve({ status: 200, body: page, mediaType: 'text/html; charset=utf-8' }),
    operation: {
      id: 'showDocument',
      method: 'get',
      path: '/docs',
      summary: 'The document in the browser.',
      tags: ['operation'],
      parameters: [],
      answers: { 200: text('text/html', 'A page.') },
    },
  },
  {
    query: {},
    isPublic: true,
    run: ({ path }) => fileNamed(path['file'] ?? ''),
    operation: {
      id: 'getFileOfDocument',
      method: 'get',
      path: '/docs/{file}',
      summary: 'What the page of the document needs.',
      tags: ['operation'],
      parameters: [
        {
          name: 'file',
          in: 'path',
          description: 'Which.',
          says: { schema: { type: 'string', enum: Object.keys(files) } },
          example: 'start.js',
        },
      ],
      answers: {
        200: {
          description: 'The file.',
          content: {
            'text/javascript': { says: { schema: { type: 'string' } } },
            'text/css': { says: { schema: { type: 'string' } } },
          },
        },
        404: 'E404',
      },
    },
  },
]
