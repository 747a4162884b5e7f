import { Server, ServerCredentials, type MethodDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js'
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import persistentService from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import projectionsService from '@eventstore/db-client/generated/projections_grpc_pb.js'
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { getSupportedMethods, readGossip } from './calls/about.ts'
import { append } from './calls/append.ts'
import { batchAppend } from './calls/batch-append.ts'
import { createGroup, createProjection, enableProjection, readStatistics, type Beside } from './calls/beside.ts'
import type { Context } from './calls/context.ts'
import { softDelete, tombstone } from './calls/delete.ts'
import { read } from './calls/read.ts'
import type { streams } from './protocol/messages.ts'

/** Answers of Read are made as bytes: events are encoded once, when they are stored. */
const readMethod: MethodDefinition<InstanceType<typeof streams.ReadReq>, Buffer> = {
  ...streamsService.StreamsService.read,
  responseSerialize: (bytes) => bytes,
  responseDeserialize: (bytes) => bytes,
}

const { append: appendMethod, batchAppend: batchMethod, delete: deleteMethod } = streamsService.StreamsService
const { tombstone: tombstoneMethod } = streamsService.StreamsService

/** 16 MiB less what a server keeps for itself. */
const MOST_RECEIVED = 16 * 1024 * 1024 - 10_000

export interface ServiceOptions {
  /** without it the client appends by the unary call */
  readonly batchAppend: boolean
  readonly beside: Beside
}

/** The gRPC server of a node: everything but its sockets. */
export const serviceOf = (context: Context, { batchAppend: hasBatch, beside }: ServiceOptions): Server => {
  const server = new Server({
    'grpc.max_receive_message_length': MOST_RECEIVED,
    'grpc.max_send_message_length': -1,
  })
  const unary = { read: readMethod, append: appendMethod, delete: deleteMethod, tombstone: tombstoneMethod }
  const methods = hasBatch ? { ...unary, batchAppend: batchMethod } : unary
  const handlers: UntypedServiceImplementation = {
    read: read(context),
    append: append(context),
    delete: softDelete(context),
    tombstone: tombstone(context),
    batchAppend: batchAppend(context),
  }
  server.addService(methods, handlers)
  const { ServerFeaturesService } = featuresService
  server.addService(ServerFeaturesService, {
    getSupportedMethods: getSupportedMethods(context, [
      ...Object.values(methods),
      ServerFeaturesService.getSupportedMethods,
    ]),
  })
  server.addService(gossipService.GossipService, { read: readGossip(context) })
  const { ProjectionsService } = projectionsService
  server.addService(
    {
      enable: ProjectionsService.enable,
      create: ProjectionsService.create,
      statistics: ProjectionsService.statistics,
    },
    {
      enable: enableProjection(context, beside),
      create: createProjection(context, beside),
      statistics: readStatistics(),
    },
  )
  server.addService(
    { create: persistentService.PersistentSubscriptionsService.create },
    { create: createGroup(context, beside) },
  )
  return server
}

export interface Identity {
  readonly key: string
  readonly certificate: string
}

export const credentialsOf = (identity: Identity | undefined): ServerCredentials =>
  identity === undefined
    ? ServerCredentials.createInsecure()
    : ServerCredentials.createSsl(null, [
        { private_key: Buffer.from(identity.key), cert_chain: Buffer.from(identity.certificate) },
      ])
