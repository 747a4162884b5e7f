import { validatorOf } from '@deskledger/openapi/fuzz'
import type { Endpoint } from '../http/endpoint.ts'

const validate = validatorOf({ components: { schemas: {} } })

const isAt = (path: string, { operation }: Endpoint): boolean => {
  const [asked = ''] = path.split('?')
  return new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked)
}

const reads = ({ commands }: Endpoint): boolean => commands === undefined

/**
 * What is wrong with a body, by the operation at a path that only reads, whose schema refers to no other; empty: nothing.
 */
export const faultsIn = (endpoints: readonly Endpoint[], path: string, body: unknown): readonly string[] => {
  const answer = endpoints.find((one) => reads(one) && isAt(path, one))?.operation.answers['200']
  const says = typeof answer === 'object' ? answer.content?.['application/json']?.says : undefined
  return says !== undefined && 'schema' in says ? validate(says.schema, body) : [`${path} promises nothing`]
}
