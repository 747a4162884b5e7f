import type { IncidentEvent } from '../events.ts'

/** The event of one type. */
type Of<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { readonly type: Type }>

/** What to do with each type of event; the compiler finds the forgotten one. */
export type Handlers<Given, Result> = {
  readonly [Type in IncidentEvent['type']]: (event: Of<Type>, given: Given) => Result
}

/** What to do with some types of events. */
export type SomeHandlers<Given, Result> = Partial<Handlers<Given, Result>>

/** What the handler of an event's type makes of it; undefined: there is none. */
export const handled = <Given, Result>(
  handlers: SomeHandlers<Given, Result>,
  event: IncidentEvent,
  given: Given,
): Result | undefined => {
  const handler = handlers[event.type] as ((event: IncidentEvent, given: Given) => Result) | undefined
  return handler?.(event, given)
}
