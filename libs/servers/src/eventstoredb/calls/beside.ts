import type { sendUnaryData, ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js'
import persistent from '@eventstore/db-client/generated/persistent_pb.js'
import projections from '@eventstore/db-client/generated/projections_pb.js'
import { SYSTEM_PROJECTIONS, type Projections } from '../beside/links.ts'
import { makerOf } from '../beside/query.ts'
import { nameIn } from '../protocol/messages.ts'
import { groupExists, noProjection } from '../protocol/refusals.ts'
import { refused, type Context } from './context.ts'

/** What stands beside streams, only as far as it brings something into the log, or keeps a client from stumbling. */
export interface Beside {
  readonly projections: Projections
  /** names of persistent subscriptions: nothing more is known of them */
  readonly groups: Set<string>
}

type Enable = ServerUnaryCall<InstanceType<typeof projections.EnableReq>, InstanceType<typeof projections.EnableResp>>
type Create = ServerUnaryCall<InstanceType<typeof projections.CreateReq>, InstanceType<typeof projections.CreateResp>>
type Statistics = ServerWritableStream<
  InstanceType<typeof projections.StatisticsReq>,
  InstanceType<typeof projections.StatisticsResp>
>

const rights = { stream: '$projections', right: '$w' } as const

/** Enable: the system projections, which write links. */
export const enableProjection =
  (context: Context, { projections: running }: Beside) =>
  (call: Enable, callback: sendUnaryData<InstanceType<typeof projections.EnableResp>>): void => {
    const name = call.request.getOptions()?.getName() ?? ''
    const make = SYSTEM_PROJECTIONS[name]
    const refusal = refused(context, { metadata: call.metadata, ...rights })
    if (refusal !== undefined) callback(refusal)
    else if (make === undefined) {
      callback(noProjection(name))
    } else {
      running.enable(name, make)
      callback(null, new projections.EnableResp())
    }
  }

/** Create: a continuous query that writes links or events. */
export const createProjection =
  (context: Context, { projections: running }: Beside) =>
  (call: Create, callback: sendUnaryData<InstanceType<typeof projections.CreateResp>>): void => {
    const options = call.request.getOptions()
    const refusal = refused(context, { metadata: call.metadata, ...rights })
    if (refusal !== undefined) {
      callback(refusal)
      return
    }
    running.enable(options?.getContinuous()?.getName() ?? '', makerOf(options?.getQuery() ?? ''))
    callback(null, new projections.CreateResp())
  }

/** Statistics: none. */
export const readStatistics = () => (call: Statistics) => {
  call.end()
}

type GroupRequest = InstanceType<typeof persistent.CreateReq>
type CreateGroup = ServerUnaryCall<GroupRequest, InstanceType<typeof persistent.CreateResp>>

const groupIn = (request: GroupRequest) => {
  const options = request.getOptions()
  const stream = nameIn(options?.getStream()?.getStreamIdentifier() ?? options?.getStreamIdentifier())
  return { stream, group: options?.getGroupName() ?? '' }
}

/** Create of a persistent subscription: its name is taken, and that is all. */
export const createGroup =
  (context: Context, { groups }: Beside) =>
  (call: CreateGroup, callback: sendUnaryData<InstanceType<typeof persistent.CreateResp>>): void => {
    const { stream, group } = groupIn(call.request)
    const refusal = refused(context, { metadata: call.metadata, stream: '$persistentSubscriptions', right: '$w' })
    if (refusal !== undefined) callback(refusal)
    else if (groups.has(`${stream}::${group}`)) callback(groupExists(stream, group))
    else {
      groups.add(`${stream}::${group}`)
      callback(null, new persistent.CreateResp())
    }
  }
