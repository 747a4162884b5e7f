/** Identities that make a repeat known; left out, the identity of the command serves. */
export const generated: readonly string[] = ['noteId', 'communicationId', 'entryId']
