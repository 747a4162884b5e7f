// Jest's environment for Node, with a global object that is one: see below.
import { createRequire } from 'node:module'
import vm from 'node:vm'

const { TestEnvironment } = createRequire(import.meta.resolve('jest'))('jest-environment-node')

/**
 * Where specs run. Jest makes their global object of a proxy behind interceptors, so that each mention of `Math` or
 * `Infinity` in a loop takes half a microsecond: a hundred times as long as in a program. Here the context is a plain one.
 * @source  https://nodejs.org/api/vm.html#vmconstantsdont_contextify (20.18 and later)
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)
    try {
      super(config, context)
    } finally {
      vm.createContext = createContext
    }
  }
}
