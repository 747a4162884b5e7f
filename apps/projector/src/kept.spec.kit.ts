import { flows, register, timers } from '@deskledger/register'

/** All that projectors share out among them: read models, flows and timers, by name. */
export const everything: readonly string[] = [
  ...register.flatMap(({ readModels }) => readModels.map(({ name }) => name)),
  ...flows.map(({ name }) => `flow ${name}`),
  ...timers().map(({ name }) => `timers ${name}`),
]
