import type { AnyFlow, AnyPractice, AnyProjection, StoredEvent } from '@deskledger/kernel'

/**
 * An event as its practice writes it today: data of an older version has gone through the upcasts, and `schemaVersion` says
 * so. Its hash stays that of what is stored. What a newer program wrote stays as it is.
 */
export const current = (practice: AnyPractice, event: StoredEvent): StoredEvent => {
  const { type, data, metadata } = event
  const version = practice.schemaVersions[type]
  if (version === undefined || metadata.schemaVersion >= version) return event
  const upcast = practice.upcast(type, metadata.schemaVersion, data)
  return { ...event, data: upcast, metadata: { ...metadata, schemaVersion: version } }
}

/**
 * Events of a register in the versions that are in force, and what takes them. Projections and flows upcast what they are
 * given themselves, so that an event which cannot be parks its stream as any other that they cannot take.
 */
export const versionsInForce = (register: readonly AnyPractice[]) => {
  const practices = new Map(
    register.flatMap((practice) => Object.keys(practice.schemaVersions).map((type) => [type, practice] as const)),
  )
  const known = new WeakMap<StoredEvent, StoredEvent>()

  const inForce = (event: StoredEvent): StoredEvent => {
    const practice = practices.get(event.type)
    if (practice === undefined || event.metadata.schemaVersion === practice.schemaVersions[event.type]) return event
    const before = known.get(event)
    if (before !== undefined) return before
    const now = current(practice, event)
    known.set(event, now)
    return now
  }
  const given = (event: StoredEvent<object>) => inForce(event) as StoredEvent<object>

  return {
    event: inForce,
    projection: (projection: AnyProjection): AnyProjection => ({
      ...projection,
      keysOf: (event) => projection.keysOf(given(event)),
      apply: (doc, event, key) => projection.apply(doc, given(event), key),
    }),
    flow: (flow: AnyFlow): AnyFlow => ({
      ...flow,
      knows: {
        ...flow.knows,
        keysOf: (event) => flow.knows.keysOf(given(event)),
        remember: (doc, event, at) => flow.knows.remember(doc, given(event), at),
      },
      asks: (event, ...known) => flow.asks(given(event), ...known),
    }),
  }
}
