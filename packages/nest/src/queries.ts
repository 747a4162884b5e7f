import { Query as CqrsQuery } from '@nestjs/cqrs'
import type { StreamQuery } from '@deskledger/event-store'
import type { StoredEvent } from '@deskledger/kernel'
import type { Found, Page, Query } from '@deskledger/read-store'
import type { FindOptions } from '@deskledger/runtime'

/** A page of a read model: filter, sort, cursor. */
export class Find extends CqrsQuery<Page> {
  readonly table: string
  readonly query: Query
  readonly options: FindOptions
  constructor(table: string, query: Query = {}, options: FindOptions = {}) {
    super()
    this.table = table
    this.query = query
    this.options = options
  }
}

/** One document of a read model, by its key; undefined: there is none. */
export class Get extends CqrsQuery<Found | undefined> {
  readonly table: string
  readonly key: string
  readonly options: FindOptions
  constructor(table: string, key: string, options: FindOptions = {}) {
    super()
    this.table = table
    this.key = key
    this.options = options
  }
}

/** The events of one stream, such as `incident-INC0000042`, in the versions in force. */
export class History extends CqrsQuery<readonly StoredEvent[]> {
  readonly stream: string
  readonly query: StreamQuery
  constructor(stream: string, query: StreamQuery = {}) {
    super()
    this.stream = stream
    this.query = query
  }
}
