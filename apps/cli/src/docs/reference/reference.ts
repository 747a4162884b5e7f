import { permissionsPage } from '@deskledger/access'
import { documentText, problemsPage } from '@deskledger/http-api'
import { register } from '@deskledger/register'
import { commandLinePage } from './command-line.ts'
import { mappingPage } from './mapping.ts'
import { commandsPage, eventsPage } from './messages.ts'
import { readModelsPage } from './read-models.ts'
import { refusalsPage } from './refusals.ts'
import { settingsPage } from './settings.ts'

/** A page of the reference: its path from the top of the repository, and its text. */
export interface ReferencePage {
  readonly path: string
  readonly text: string
}

const NOTE = '<!-- Made from the sources by `npm run docs`. Change the sources, not this page. -->'

const page = (name: string, text: string): ReferencePage => ({
  path: `docs/reference/${name}.md`,
  text: `${NOTE}\n\n${text.trimEnd()}\n`,
})

/** The reference, made from codecs, projections, the help, the schema of mappings, the settings and the table of endpoints. */
export const referencePages = async (): Promise<readonly ReferencePage[]> => [
  page('commands', commandsPage()),
  page('events', eventsPage()),
  page('refusals', refusalsPage()),
  page('read-models', readModelsPage()),
  page('cli', await commandLinePage()),
  page('mapping', mappingPage()),
  page('settings', settingsPage()),
  page('permissions', permissionsPage(register)),
  page('problems', problemsPage()),
  { path: 'docs/reference/openapi.json', text: documentText() },
]
