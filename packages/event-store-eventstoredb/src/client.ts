import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { EventStoreDBClient } from '@eventstore/db-client'
import protocol from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { AppendCall } from './append-line.ts'
import type { Connection } from './connection-string.ts'

/** Milliseconds; to close, the client of a cluster may have to look for its nodes. */
const LONGEST_CLOSE = 2000

/**
 * The client, and two things of it that its public side keeps to itself: the channel, so that closing leaves no socket
 * behind; and the call for appends. The client's own appendToStream holds pending appends in its module, where a
 * broken call of one client rejects the appends of all, and answers that come afterwards end the process; and it has
 * no time limit. So appends are sent here over calls that each know their own.
 */
export class LedgerClient extends EventStoreDBClient {
  readonly offersBatchAppend = (): Promise<boolean> => this.supports(protocol.StreamsService.batchAppend)

  readonly openAppendCall = (): Promise<AppendCall> =>
    this.GRPCStreamCreator(protocol.StreamsClient, 'appendToStream', (client) =>
      client.batchAppend(...this.callArguments({ requiresLeader: true }, { deadline: Infinity })),
    )()

  /** Ends all calls and the connection; what does not end in time, or is not there, is left to itself. */
  readonly close = async (): Promise<void> => {
    const closing = this.dispose()
      .then(() => this.getChannel())
      .then((channel) => {
        channel.close()
      })
    await Promise.race([closing.catch(() => undefined), pause(LONGEST_CLOSE, undefined, { ref: false })])
  }
}

const fileOf = (path: string | undefined): Buffer | undefined => (path === undefined ? undefined : readFileSync(path))

/** Makes the client of a connection string. It connects when it is first used. */
export const openClient = ({ hosts, discover, credentials, options }: Connection): LedgerClient => {
  const { tls, tlsCAFile, userCertFile, userKeyFile, ...settings } = options
  const [rootCertificate, certificate, key] = [fileOf(tlsCAFile), fileOf(userCertFile), fileOf(userKeyFile)]
  const security = {
    insecure: tls === false,
    ...(rootCertificate && { rootCertificate }),
    ...(certificate && { userCertFile: certificate }),
    ...(key && { userKeyFile: key }),
  }
  const [first] = hosts
  if (first === undefined || hosts.length > 1)
    return new LedgerClient({ ...settings, endpoints: [...hosts] }, security, credentials)
  return discover
    ? new LedgerClient({ ...settings, discover: first }, security, credentials)
    : new LedgerClient({ ...settings, endpoint: first }, security, credentials)
}
