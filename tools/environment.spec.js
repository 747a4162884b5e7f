import vm from 'node:vm'
import PlainEnvironment from './environment.js'

describe('the environment of specs', () => {
  const { createContext } = vm
  const projectConfig = { testEnvironmentOptions: { customExportConditions: ['node'] }, globals: {}, fakeTimers: {} }
  const environment = new PlainEnvironment({ projectConfig }, {})
  afterAll(() => environment.teardown())

  it('has a global object that is one, with nothing between it and those that ask it', () => {
    // of a context behind interceptors, the object that it was made of is another one
    expect(environment.getVmContext()).toBe(environment.global)
    expect(vm.runInContext('globalThis', environment.getVmContext())).toBe(environment.global)
  })
  it('has what Node has, and what a package may be imported by', () => {
    expect(environment.global.setTimeout).toBe(setTimeout)
    expect(environment.global.Buffer).toBe(Buffer)
    expect(environment.exportConditions()).toStrictEqual(['node'])
  })
  it('leaves the way in which others make contexts as it was', () => {
    expect(vm.createContext).toBe(createContext)
  })
})
