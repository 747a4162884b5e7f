import { credentials, Metadata, type ServiceError } from '@grpc/grpc-js'
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js'
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { EventStoreDouble } from './double.ts'
import { idIn, identifierOf, shared, status, streams, uuidOf, type features } from './protocol/messages.ts'

type ReadResp = InstanceType<typeof streams.ReadResp>
type BatchAppendResp = InstanceType<typeof streams.BatchAppendResp>
type Options = InstanceType<typeof streams.ReadReq.Options>
type Status = InstanceType<typeof status.Status>

/** Calls as they are on the wire, where the client hides what was said. */
export interface Raw {
  readonly read: (set: (options: Options) => Options) => Promise<readonly ReadResp[]>
  /** a read that stays: its answers as they come, until somebody ends it */
  readonly follow: (set: (options: Options) => Options) => {
    readonly answers: readonly ReadResp[]
    readonly ended: Promise<void>
  }
  readonly batch: (request: InstanceType<typeof streams.BatchAppendReq>) => Promise<BatchAppendResp>
  /** a unary append of which only the options are sent */
  readonly appendWithoutEnd: (stream: string) => Promise<unknown>
  readonly features: () => Promise<InstanceType<typeof features.SupportedMethods>>
  readonly close: () => void
}

const addressOf = ({ port }: EventStoreDouble): string => `127.0.0.1:${port}`

export const openRaw = (double: EventStoreDouble): Raw => {
  const client = new streamsService.StreamsClient(addressOf(double), credentials.createInsecure())
  const about = new featuresService.ServerFeaturesClient(addressOf(double), credentials.createInsecure())
  const follow: Raw['follow'] = (set) => {
    const answers: ReadResp[] = []
    const call = client.read(new streams.ReadReq().setOptions(set(readOptions())), new Metadata())
    const ended = new Promise<void>((resolve, reject) => {
      call
        .on('data', (response: ReadResp) => answers.push(response))
        .on('error', reject)
        .on('end', () => {
          resolve()
        })
    })
    return { answers, ended }
  }
  return {
    follow,
    read: async (set) => {
      const { answers, ended } = follow(set)
      await ended
      return answers
    },
    batch: (request) =>
      new Promise((resolve, reject) => {
        const call = client.batchAppend(new Metadata())
        call.on('error', reject).on('data', (response: BatchAppendResp) => {
          resolve(response)
          call.end()
        })
        call.write(request)
      }),
    appendWithoutEnd: (stream) =>
      new Promise((resolve, reject) => {
        const call = client.append(new Metadata(), (error, response) => {
          if (error === null) resolve(response)
          else reject(error)
        })
        const options = new streams.AppendReq.Options().setStreamIdentifier(identifierOf(stream))
        call.write(new streams.AppendReq().setOptions(options.setAny(new shared.Empty())))
      }),
    features: () =>
      new Promise((resolve, reject) => {
        about.getSupportedMethods(new shared.Empty(), (error: ServiceError | null, methods) => {
          if (error === null) resolve(methods)
          else reject(error)
        })
      }),
    close: () => {
      client.close()
      about.close()
    },
  }
}

/** Options of a read of one event, ids as text. */
const readOptions = (): Options =>
  new streams.ReadReq.Options()
    .setCount('1')
    .setNoFilter(new shared.Empty())
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()))

export const ofStream =
  (stream: string) =>
  (options: Options): Options =>
    options.setStream(
      new streams.ReadReq.Options.StreamOptions()
        .setStreamIdentifier(identifierOf(stream))
        .setStart(new shared.Empty()),
    )

export interface Part {
  readonly stream: string
  readonly id: string
  readonly correlationId: string
  readonly deadline?: Date
}

/** The first part of a batch append whose others do not come. */
export const partOf = ({ deadline, ...part }: Part) => {
  const request = batchOfOne(part).setIsFinal(false)
  if (deadline !== undefined) request.getOptions()?.setDeadline(timestamp.Timestamp.fromDate(deadline))
  return request
}

export interface BatchOfOne {
  readonly stream: string
  readonly id: string
  readonly correlationId: string
  readonly revision?: string
}

/** A batch append of one event, in one part. */
export const batchOfOne = ({ stream, id, correlationId, revision }: BatchOfOne) => {
  const message = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id))
  message.getMetadataMap().set('type', 'A').set('content-type', 'application/json')
  message.setData(Buffer.from('{}'))
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(identifierOf(stream))
  if (revision !== undefined) options.setStreamPosition(revision)
  const request = new streams.BatchAppendReq().setCorrelationId(uuidOf(correlationId)).setOptions(options)
  request.addProposedMessages(message)
  return request.setIsFinal(true)
}

/** The event that an answer shows. */
export const eventIn = (response: ReadResp | undefined) => {
  const event = response?.getEvent()?.getEvent()
  if (event === undefined) throw new Error('The answer shows no event.')
  return event
}

/** The type that the details of a failed append pack. */
export const detailsIn = (error: Status | undefined): string => error?.getDetails()?.getTypeName() ?? 'no details'

export const correlationIn = (response: BatchAppendResp): string => idIn(response.getCorrelationId())
