import type { IncidentEvent } from './events.ts'

/** An event's data of one version, as the next version has it. It takes whatever was stored, and never throws. */
type Upcast = (data: unknown) => unknown

const withNull =
  (field: string): Upcast =>
  (data) =>
    typeof data === 'object' && data !== null ? { ...data, [field]: null } : data

/**
 * What changed, by type: the first takes version 1 to 2, the second 2 to 3. A new version is one more step at the end of its
 * list and a golden file; steps that are there stay as they are.
 */
export const upcasts: ReadonlyMap<string, readonly Upcast[]> = new Map<IncidentEvent['type'], readonly Upcast[]>([
  ['IncidentRaised', [withNull('customer')]],
])
