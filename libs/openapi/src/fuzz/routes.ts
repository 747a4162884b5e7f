import type { OpenApi, OperationObject, ParameterObject } from '../open-api.ts'

/** An operation, and where it answers. */
export interface Route {
  /** in capitals */
  readonly method: string
  /** with its parameters in braces */
  readonly path: string
  readonly operation: OperationObject
  readonly fits: RegExp
}

const pattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^{}]+\}/)
      .map((text) => text.replaceAll(/[.*+?^$()[\]|\\]/g, '\\$&'))
      .join('[^/]+')}$`,
  )

const literals = (path: string): number => path.split('/').filter((step) => !step.startsWith('{')).length

/** All operations of a document, those with fewer parameters in the path first. */
export const routesOf = ({ paths }: OpenApi): readonly Route[] =>
  Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operation,
        fits: pattern(path),
      })),
    )
    .toSorted((a, b) => literals(b.path) - literals(a.path))

/** The operation that answers a request: HEAD is answered as GET is, where the document says nothing of it. */
export const routeOf = (routes: readonly Route[], method: string, path: string): Route | undefined => {
  const [place = ''] = path.split('?')
  const here = routes.filter(({ fits }) => fits.test(place))
  return (
    here.find((route) => route.method === method) ??
    (method === 'HEAD' ? here.find((route) => route.method === 'GET') : undefined)
  )
}

export const parametersIn = (
  { parameters = [] }: OperationObject,
  place: ParameterObject['in'],
): readonly ParameterObject[] => parameters.filter((parameter) => parameter.in === place)
