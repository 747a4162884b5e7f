import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js'
import { features, gossip, type shared } from '../protocol/messages.ts'
import { uuidOf } from '../protocol/messages.ts'
import type { Refusal } from '../protocol/refusals.ts'
import { expose, type Context, type Member } from './context.ts'

type Empty = InstanceType<typeof shared.Empty>
export type SupportedMethods = InstanceType<typeof features.SupportedMethods>
export type ClusterInfo = InstanceType<typeof gossip.ClusterInfo>

/** A method as the server names it: in lower case. */
export interface Method {
  readonly path: string
}

const supported = ({ path }: Method) => {
  const [, service = '', method = ''] = path.toLowerCase().split('/')
  return new features.SupportedMethod().setServiceName(service).setMethodName(method)
}

/** GetSupportedMethods: which methods there are, and the version. */
export const getSupportedMethods =
  (context: Context, methods: readonly Method[]) =>
  (call: ServerUnaryCall<Empty, SupportedMethods>, callback: sendUnaryData<SupportedMethods>): void => {
    const fail = (refusal: Refusal) => {
      callback(refusal)
    }
    expose(context, { operation: 'features', stream: '', peer: call.getPeer(), fail }, () => () => {
      const answer = new features.SupportedMethods().setEventStoreServerVersion(context.version)
      answer.setMethodsList(methods.map(supported))
      callback(null, answer)
    })
  }

const memberInfo = ({ id, host, port, isLeader, isAlive }: Member) => {
  const { LEADER, FOLLOWER, SHUTDOWN } = gossip.MemberInfo.VNodeState
  const alive = isLeader ? LEADER : FOLLOWER
  return new gossip.MemberInfo()
    .setInstanceId(uuidOf(id))
    .setTimeStamp(`${Date.now()}0000`)
    .setState(isAlive ? alive : SHUTDOWN)
    .setIsAlive(isAlive)
    .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port))
}

/** Gossip.Read: the nodes, and which of them leads. */
export const readGossip =
  (context: Context) =>
  (call: ServerUnaryCall<Empty, ClusterInfo>, callback: sendUnaryData<ClusterInfo>): void => {
    const fail = (refusal: Refusal) => {
      callback(refusal)
    }
    expose(context, { operation: 'gossip', stream: '', peer: call.getPeer(), fail }, () => () => {
      callback(null, new gossip.ClusterInfo().setMembersList(context.members().map(memberInfo)))
    })
  }
