import { parentPort, workerData } from 'node:worker_threads'
import { changer, type Request } from './changes.ts'
import type { Opening } from './opening.ts'

const { perform, close } = changer(workerData as Opening)

parentPort?.on('message', (request: Request | 'close') => {
  if (request !== 'close') {
    parentPort?.postMessage(perform(request))
    return
  }
  close()
  parentPort?.close()
})
