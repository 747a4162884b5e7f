import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../pages/root.ts'
import { documented, type Documented } from './practices.ts'

/** Where a template ends that begins at a backtick; expressions in it may hold templates again. */
const endOf = (source: string, start: number): number => {
  let at = start + 1
  while (source[at] !== '`') {
    if (source[at] === undefined) throw new Error('A sentence has no end.')
    at = source.startsWith('${', at) ? endOfExpression(source, at + 2) : at + 1
  }
  return at
}

/** The place after the brace that closes an expression. */
const endOfExpression = (source: string, start: number): number => {
  let at = start
  for (let depth = 1; depth > 0; at++) {
    const letter = source[at]
    if (letter === undefined) throw new Error('An expression of a sentence has no end.')
    if (letter === '`') at = endOf(source, at)
    else depth += letter === '{' ? 1 : letter === '}' ? -1 : 0
  }
  return at
}

/** What an expression shows: the first of the refusal's facts in it. */
const shown = (expression: string, facts: readonly string[]): string => {
  const name = (expression.match(/[a-zA-Z]\w*/g) ?? []).find((word) => facts.includes(word))
  return `<${name ?? facts[0] ?? '…'}>`
}

const sentenceOf = (source: string, facts: readonly string[]): string => {
  const start = source.indexOf('`')
  const end = endOf(source, start)
  let text = ''
  for (let at = start + 1; at < end;) {
    if (source.startsWith('${', at)) {
      const after = endOfExpression(source, at + 2)
      text += shown(source.slice(at + 2, after - 1), facts)
      at = after
    } else {
      text += source.charAt(at)
      at++
    }
  }
  return text
}

const entry = /^ {2}([A-Z]\w+): \((?:\{ ?([^)]*?) ?\})?\) =>/gm

/** Each refusal of a practice with its sentence, from the source that words them; facts in it stand in angle brackets. */
const sentencesIn = (source: string): readonly (readonly [type: string, sentence: string])[] =>
  [...source.matchAll(entry)].map(({ 0: head, 1: type = '', 2: facts = '', index }) => {
    const names = facts.split(',').map((fact) => fact.trim().replace(/:.*$/, ''))
    return [type, sentenceOf(source.slice(index + head.length), names)]
  })

const partOf = ({ title, noun, sources }: Documented): readonly string[] => [
  `## ${title}`,
  '',
  `Asked with \`deskledger ${noun.name}\`, with \`ask\`, or by what happens by itself.`,
  '',
  ...sentencesIn(readFileSync(join(root, sources.practice, 'refusal-words.ts'), 'utf8')).flatMap(([type, sentence]) => [
    `### ${type}`,
    '',
    '```text',
    sentence,
    '```',
    '',
  ]),
]

/** Why commands may be refused, practice by practice. */
export const refusalsPage = (): string =>
  [
    '# Refusals',
    '',
    'Why a rule refuses a command: the name for programs (`error.type` with `--json`), the sentence for people. What stands in angle',
    'brackets is filled in; a refusal carries those facts as JSON too. A refused command changes nothing; the exit code is 1.',
    '',
    ...documented.flatMap(partOf),
  ].join('\n')
