import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { EventStore } from '@deskledger/event-store'
import { copyLedger, type CopyProgress, type CopyResult } from '@deskledger/importing'
import { openEvents } from '@deskledger/register'
import { maskedPlace } from '@deskledger/settings'
import { answer, say } from '../answer.ts'
import type { Context, Options, Run } from '../context.ts'
import { importStop } from '../feeding/import-stop.ts'
import { progress, type ProgressShown } from '../progress.ts'
import { DONE, misuse } from '../stop.ts'
import { take } from '../take.ts'
import { counted, shownNumber } from '../words/numbers.ts'

/** A log to copy, or to copy to. */
interface Log {
  readonly events: string
  readonly name: string | undefined
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** A connection string as it is, a folder as the log in it, a file by its whole path. */
const placeOf = (text: string): string => {
  if (/^[a-z+]+:\/\//.test(text)) return text
  const path = resolve(text)
  return isFolder(path) ? join(path, 'events.db') : path
}

const logOf = (options: Options, side: 'from' | 'to'): Log => {
  const [events, name] = [options[`${side}Events`], options[`${side}Name`]]
  if (typeof events !== 'string')
    throw misuse(
      `Say which ledger to copy ${side}: --${side}-events and the connection string of its server, its folder, or the file of its log.`,
    )
  return { events: placeOf(events), name: typeof name === 'string' ? name : undefined }
}

const shown = ({ events, name }: Log): string =>
  name === undefined ? maskedPlace(events) : `${name} on ${maskedPlace(events)}`

const opened = async (context: Context, log: Log, create: boolean): Promise<EventStore> => {
  const onTrouble = (sentence: string) => void say(context, sentence).catch(() => undefined)
  return take(await openEvents(log, { create, onTrouble }))
}

const verbs: Readonly<Record<CopyProgress['phase'], string>> = {
  comparing: 'Comparing',
  copying: 'Copying',
  verifying: 'Verifying',
}

const showing =
  (bar: ProgressShown) =>
  ({ phase, events }: CopyProgress): void => {
    bar.step({ what: verbs[phase], done: events, total: null, unit: 'events' })
  }

const words = ({ events, streams, repeatedEvents, verifiedEvents, seconds }: CopyResult, to: Log): string => {
  const there = repeatedEvents > 0 ? ` (${shownNumber(repeatedEvents)} were there already)` : ''
  return (
    `Copied ${counted(events - repeatedEvents, 'event')}${there} to ${shown(to)} in ${seconds} s: ` +
    `${counted(streams, 'stream')}, ${counted(verifiedEvents, 'event')} read back and found the same, hash by hash.`
  )
}

const copied = async (context: Context, [from, to]: readonly [Log, Log], bar: ProgressShown): Promise<CopyResult> => {
  const source = await opened(context, from, false)
  try {
    const target = await opened(context, to, true)
    try {
      const signal = context.io.interrupted
      const result = await copyLedger({ from: source, to: target, signal, onProgress: showing(bar) })
      if (E.isLeft(result)) throw importStop(result.left)
      return result.right
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

export const run: Run = async (context, { options }) => {
  const [from, to] = [logOf(options, 'from'), logOf(options, 'to')]
  if (from.events === to.events && from.name === to.name)
    throw misuse(`${shown(from)} cannot be copied to itself. Name another ledger with --to-events or --to-name.`)
  const bar = progress(context)
  try {
    const result = await copied(context, [from, to], bar)
    bar.end()
    await answer(context, result, () => words(result, to))
    return DONE
  } finally {
    bar.end()
  }
}
